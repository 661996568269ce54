/** The heap as a graph on primitive arrays, whatever runtime it came from. */
@NullMarked
package dev.plimsoll.heap.graph;

import org.jspecify.annotations.NullMarked;
