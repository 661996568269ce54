/**
 * Woven classes on disk, so that the weaving library starts once on a host and not in each JVM.
 *
 * <p>What is read from here becomes code of the application: it is taken only from a folder that
 * nobody else can write.
 */
@NullMarked
package dev.plimsoll.agent.weave.cache;

import org.jspecify.annotations.NullMarked;
