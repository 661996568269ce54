/** The one runnable jar: where {@code plimsoll COMMAND} begins. */
@NullMarked
package dev.plimsoll.app;

import org.jspecify.annotations.NullMarked;
