/** Heap dumps: captured, kept, uploaded. */
@NullMarked
package dev.plimsoll.agent.dump;

import org.jspecify.annotations.NullMarked;
