package dev.plimsoll.benchmarks.overhead;

/**
 * What one configuration cost in one round.
 *
 * @param startMs from process start to the first answer, milliseconds
 * @param cpuMicros CPU of the server per request, microseconds
 * @param p50Micros median time to answer, microseconds
 * @param p99Micros 99th percentile, microseconds
 * @param rssMib resident set at the end
 * @param threads threads at the end
 */
record Reading(
    double startMs,
    double cpuMicros,
    double p50Micros,
    double p99Micros,
    double rssMib,
    double threads) {}
