/** The socket on which agents speak to their supervisor. */
@NullMarked
package dev.plimsoll.supervisor.control;

import org.jspecify.annotations.NullMarked;
