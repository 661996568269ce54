/** The load, from a JVM of its own. */
@NullMarked
package dev.plimsoll.benchmarks.load;

import org.jspecify.annotations.NullMarked;
