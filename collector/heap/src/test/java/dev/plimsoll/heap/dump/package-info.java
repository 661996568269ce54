/** Writes small heap dumps for tests. */
@NullMarked
package dev.plimsoll.heap.dump;

import org.jspecify.annotations.NullMarked;
