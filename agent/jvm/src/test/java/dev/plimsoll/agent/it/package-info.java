/** Real JVMs with the packaged agent. */
@NullMarked
package dev.plimsoll.agent.it;

import org.jspecify.annotations.NullMarked;
