/** The collector's own entries in the journal. */
@NullMarked
package dev.plimsoll.server.journal;

import org.jspecify.annotations.NullMarked;
