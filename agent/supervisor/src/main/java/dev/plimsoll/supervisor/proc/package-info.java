/** What Linux tells about processes and ports under {@code /proc}. */
@NullMarked
package dev.plimsoll.supervisor.proc;

import org.jspecify.annotations.NullMarked;
