/** Applications that the tests watch. */
@NullMarked
package dev.plimsoll.agent.programs;

import org.jspecify.annotations.NullMarked;
