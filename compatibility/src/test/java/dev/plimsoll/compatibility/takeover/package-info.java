/** Servers of several kinds that are replaced while clients ask them. */
@NullMarked
package dev.plimsoll.compatibility.takeover;

import org.jspecify.annotations.NullMarked;
