/** Options in, figures and their statistics out. */
@NullMarked
package dev.plimsoll.benchmarks.report;

import org.jspecify.annotations.NullMarked;
