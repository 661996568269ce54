/** Which objects have been kept for long, and who keeps them: by Flight Recorder's samples. */
@NullMarked
package dev.plimsoll.agent.retention;

import org.jspecify.annotations.NullMarked;
