/** What is open and what is in flight, by owner. */
@NullMarked
package dev.plimsoll.agent.handles;

import org.jspecify.annotations.NullMarked;
