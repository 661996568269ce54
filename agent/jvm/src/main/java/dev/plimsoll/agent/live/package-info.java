/** The live heap: which of the many heap figures is true, collector by collector. */
@NullMarked
package dev.plimsoll.agent.live;

import org.jspecify.annotations.NullMarked;
