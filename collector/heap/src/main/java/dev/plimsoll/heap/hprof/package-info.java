/** Reads the HPROF dumps that HotSpot writes into a {@link dev.plimsoll.heap.graph.HeapGraph}. */
@NullMarked
package dev.plimsoll.heap.hprof;

import org.jspecify.annotations.NullMarked;
