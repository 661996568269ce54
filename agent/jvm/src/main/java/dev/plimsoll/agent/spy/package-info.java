/** The one class that woven JDK code calls; packaged into java.lang. */
@NullMarked
package dev.plimsoll.agent.spy;

import org.jspecify.annotations.NullMarked;
