@NullMarked
package dev.plimsoll.server.alerts;

import org.jspecify.annotations.NullMarked;
