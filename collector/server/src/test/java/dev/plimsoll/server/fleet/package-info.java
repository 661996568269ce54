@NullMarked
package dev.plimsoll.server.fleet;

import org.jspecify.annotations.NullMarked;
