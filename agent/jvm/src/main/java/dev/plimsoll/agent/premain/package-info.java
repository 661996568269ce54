/** The only classes of the agent that the application's class loader can see. */
@NullMarked
package dev.plimsoll.agent.premain;

import org.jspecify.annotations.NullMarked;
