/** The agents that are compared, and the processes they sit in. */
@NullMarked
package dev.plimsoll.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
