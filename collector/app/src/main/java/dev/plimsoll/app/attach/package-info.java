/** Puts the agent into processes that run already, and takes it out again. */
@NullMarked
package dev.plimsoll.app.attach;

import org.jspecify.annotations.NullMarked;
