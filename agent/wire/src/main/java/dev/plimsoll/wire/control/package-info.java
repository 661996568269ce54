/** The lines between an agent and its supervisor, over a unix socket. */
@NullMarked
package dev.plimsoll.wire.control;

import org.jspecify.annotations.NullMarked;
