/** What the Node agent costs the process it sits in, beside its peers. */
@NullMarked
package dev.plimsoll.benchmarks.node;

import org.jspecify.annotations.NullMarked;
