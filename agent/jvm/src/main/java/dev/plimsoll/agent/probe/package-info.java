/** Collecting the whole heap to learn what of it is garbage. */
@NullMarked
package dev.plimsoll.agent.probe;

import org.jspecify.annotations.NullMarked;
