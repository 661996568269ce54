/** What the runtime's management beans tell of heap, collections, buffers and CPU. */
@NullMarked
package dev.plimsoll.agent.gc;

import org.jspecify.annotations.NullMarked;
