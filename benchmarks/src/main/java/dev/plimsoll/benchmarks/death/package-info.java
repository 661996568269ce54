/** What the black box gives back after each way a process can end. */
@NullMarked
package dev.plimsoll.benchmarks.death;

import org.jspecify.annotations.NullMarked;
