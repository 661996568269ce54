/** What it costs to open and close a handle under an agent that counts handles. */
@NullMarked
package dev.plimsoll.benchmarks.handles;

import org.jspecify.annotations.NullMarked;
