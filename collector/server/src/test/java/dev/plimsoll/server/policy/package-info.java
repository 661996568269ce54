@NullMarked
package dev.plimsoll.server.policy;

import org.jspecify.annotations.NullMarked;
