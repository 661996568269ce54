/** Which runs there are, how they are, and how they look from outside. */
@NullMarked
package dev.plimsoll.server.fleet;

import org.jspecify.annotations.NullMarked;
