/** The backend of a Node front, which stops under it. The front is {@code node/front.js}. */
@NullMarked
package dev.plimsoll.samples.proxy;

import org.jspecify.annotations.NullMarked;
