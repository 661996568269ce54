/** Start of the agent: who the run is, and which parts run for it. */
@NullMarked
package dev.plimsoll.agent.boot;

import org.jspecify.annotations.NullMarked;
