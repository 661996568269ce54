/** JSON as plain values, and typed reading of what came in. */
@NullMarked
package dev.plimsoll.wire.json;

import org.jspecify.annotations.NullMarked;
