/** Whether anything of the agent grows with the time that a busy server runs. */
@NullMarked
package dev.plimsoll.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
