/** Starts, watches, drains and replaces processes; the door is {@link Supervisor}. */
@NullMarked
package dev.plimsoll.supervisor;

import org.jspecify.annotations.NullMarked;
