/** The one upward message and its reply. */
@NullMarked
package dev.plimsoll.wire.ingest;

import org.jspecify.annotations.NullMarked;
