/** What the collector asks for, and by which policy. */
@NullMarked
package dev.plimsoll.wire.command;

import org.jspecify.annotations.NullMarked;
