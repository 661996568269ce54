/**
 * The safety path: one thread that allocates nothing, shares nothing with the rest of the agent
 * that could fail it, and still reaches the supervisor when the heap is full.
 */
@NullMarked
package dev.plimsoll.agent.guard;

import org.jspecify.annotations.NullMarked;
