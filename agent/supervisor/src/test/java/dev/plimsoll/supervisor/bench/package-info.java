/** Programs to supervise and a collector to report to, for tests with real processes. */
@NullMarked
package dev.plimsoll.supervisor.bench;

import org.jspecify.annotations.NullMarked;
