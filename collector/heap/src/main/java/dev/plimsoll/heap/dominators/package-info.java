/** Which object keeps which others alive: the dominator tree and retained sizes. */
@NullMarked
package dev.plimsoll.heap.dominators;

import org.jspecify.annotations.NullMarked;
