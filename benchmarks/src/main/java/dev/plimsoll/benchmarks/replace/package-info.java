/** Requests that fail while a server is replaced, by Plimsoll and by others. */
@NullMarked
package dev.plimsoll.benchmarks.replace;

import org.jspecify.annotations.NullMarked;
