/** What was read of a run: samples, events, owners. */
@NullMarked
package dev.plimsoll.wire.reading;

import org.jspecify.annotations.NullMarked;
