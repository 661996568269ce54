/**
 * Real servers under the agent: they start, serve and stop as they do without it.
 *
 * <p>Fetched from Maven Central and therefore outside the default run: {@code ./mvnw -Pservers
 * verify -pl compatibility -am}.
 */
@NullMarked
package dev.plimsoll.compatibility.server;

import org.jspecify.annotations.NullMarked;
