/**
 * Requests in flight in servers and clients of other people, counted by the agent in a real JVM.
 *
 * <p>The classes whose names end in {@code Program} run in that JVM; everything they need is
 * theirs.
 */
@NullMarked
package dev.plimsoll.compatibility.library;

import org.jspecify.annotations.NullMarked;
