/** Keeps what was read until the collector has it. */
@NullMarked
package dev.plimsoll.agent.ship;

import org.jspecify.annotations.NullMarked;
