/** What the JVM agent costs the process it sits in, beside its peers. */
@NullMarked
package dev.plimsoll.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
