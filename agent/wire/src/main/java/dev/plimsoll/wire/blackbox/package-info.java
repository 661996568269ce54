/** The black box: a ring file that outlives the process which writes it, and its reader. */
@NullMarked
package dev.plimsoll.wire.blackbox;

import org.jspecify.annotations.NullMarked;
