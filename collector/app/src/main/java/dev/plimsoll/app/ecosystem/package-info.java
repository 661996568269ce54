/** Configuration of PM2, turned into ours. */
@NullMarked
package dev.plimsoll.app.ecosystem;

import org.jspecify.annotations.NullMarked;
