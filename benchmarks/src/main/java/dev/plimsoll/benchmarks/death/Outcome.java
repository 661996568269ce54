package dev.plimsoll.benchmarks.death;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a run after its end.
 *
 * @param status its exit code, or the signal that ended it
 * @param heard samples the collector had when it stopped to listen
 * @param givenBack samples it got from the black box
 * @param missing samples in between that are lost
 * @param lastMs from the last reading to the end, milliseconds; negative if there was none
 * @param recording what was left by Flight Recorder; null if nothing
 * @param sentence what the supervisor said
 */
record Outcome(
    Ending ending,
    String status,
    int heard,
    int givenBack,
    long missing,
    long lastMs,
    @Nullable Path recording,
    String sentence) {}
