/** What a person wants to know first of a heap, as values, JSON and text. */
@NullMarked
package dev.plimsoll.heap.summary;

import org.jspecify.annotations.NullMarked;
