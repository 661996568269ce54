/** A small shop: what a usual Spring service does for one request. */
@NullMarked
package dev.plimsoll.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
