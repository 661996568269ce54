/** The line to the supervisor, over a unix socket. */
@NullMarked
package dev.plimsoll.agent.control;

import org.jspecify.annotations.NullMarked;
