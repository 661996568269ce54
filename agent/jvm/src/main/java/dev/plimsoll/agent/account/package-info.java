/** What the agent itself costs, and what it gives up when that is more than it may. */
@NullMarked
package dev.plimsoll.agent.account;

import org.jspecify.annotations.NullMarked;
