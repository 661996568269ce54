/**
 * What outlives the process: the ring of its last minutes, and the delivery of what others left.
 */
@NullMarked
package dev.plimsoll.agent.blackbox;

import org.jspecify.annotations.NullMarked;
