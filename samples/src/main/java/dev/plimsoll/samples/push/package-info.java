/**
 * The slow-upstream incident: a push server hands every message to a gateway that answers ever more
 * slowly, and keeps each pending call in memory. Nothing leaks; live heap climbs all the same.
 */
@NullMarked
package dev.plimsoll.samples.push;

import org.jspecify.annotations.NullMarked;
