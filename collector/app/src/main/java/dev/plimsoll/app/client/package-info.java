/** Talking to a running collector from the command line. */
@NullMarked
package dev.plimsoll.app.client;

import org.jspecify.annotations.NullMarked;
