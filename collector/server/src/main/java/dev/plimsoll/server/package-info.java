/** The collector: one door in, {@link dev.plimsoll.server.Collector}. */
@NullMarked
package dev.plimsoll.server;

import org.jspecify.annotations.NullMarked;
