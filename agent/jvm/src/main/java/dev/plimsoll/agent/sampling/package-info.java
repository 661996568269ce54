/** One sample a second, on a fixed grid. */
@NullMarked
package dev.plimsoll.agent.sampling;

import org.jspecify.annotations.NullMarked;
