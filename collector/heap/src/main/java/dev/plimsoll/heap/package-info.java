/** Heap dumps as graphs: who retains what. Depends on nothing, so that it runs in a small child. */
@NullMarked
package dev.plimsoll.heap;

import org.jspecify.annotations.NullMarked;
