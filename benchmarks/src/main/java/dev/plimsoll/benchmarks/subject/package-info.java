/** The programs that are measured, as small as they can be, and the floor agent. */
@NullMarked
package dev.plimsoll.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
