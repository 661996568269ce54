/** What the VM's diagnostic commands tell, asked for on demand or seldom. */
@NullMarked
package dev.plimsoll.agent.diagnostic;

import org.jspecify.annotations.NullMarked;
