/** Who is speaking: a run and its load lines. */
@NullMarked
package dev.plimsoll.wire.run;

import org.jspecify.annotations.NullMarked;
