/** What senders deliver, stored once and then acted upon. */
@NullMarked
package dev.plimsoll.server.ingest;

import org.jspecify.annotations.NullMarked;
