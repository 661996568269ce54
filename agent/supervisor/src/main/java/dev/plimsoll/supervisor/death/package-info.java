/** What killed a process, read from what it left. */
@NullMarked
package dev.plimsoll.supervisor.death;

import org.jspecify.annotations.NullMarked;
