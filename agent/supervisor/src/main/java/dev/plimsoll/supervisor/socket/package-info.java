/** JSON lines over unix-domain sockets, both sides. */
@NullMarked
package dev.plimsoll.supervisor.socket;

import org.jspecify.annotations.NullMarked;
