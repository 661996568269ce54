/** Flight Recorder, the rich source: it may fail, and then the rest goes on. */
@NullMarked
package dev.plimsoll.agent.jfr;

import org.jspecify.annotations.NullMarked;
