/** Open sockets and requests in flight, by owner. */
@NullMarked
package dev.plimsoll.agent.handles;

import org.jspecify.annotations.NullMarked;
