/** Whether the guard asks for a replacement when it must, and only then, collector by collector. */
@NullMarked
package dev.plimsoll.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
