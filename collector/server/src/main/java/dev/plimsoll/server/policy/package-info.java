/** What happens when a run lies too deep: load lines, confirmations, limits. */
@NullMarked
package dev.plimsoll.server.policy;

import org.jspecify.annotations.NullMarked;
