/** Puts the counting calls into the JDK's own classes. */
@NullMarked
package dev.plimsoll.agent.weave;

import org.jspecify.annotations.NullMarked;
