@NullMarked
package dev.plimsoll.agent.weave.cache;

import org.jspecify.annotations.NullMarked;
