/** The commands. */
@NullMarked
package dev.plimsoll.app.cli;

import org.jspecify.annotations.NullMarked;
