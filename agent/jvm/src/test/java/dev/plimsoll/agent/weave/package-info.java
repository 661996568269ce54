@NullMarked
package dev.plimsoll.agent.weave;

import org.jspecify.annotations.NullMarked;
