package dev.plimsoll.server.policy;

/**
 * How much the policy may do on its own.
 *
 * @param dumpsPerRun most dumps of one run
 * @param dumpsPerServiceHour most dumps of one service within an hour
 * @param replacesPerHour most replacements of one instance within an hour
 * @param dumpWaitMs how long a replacement waits for a dump of its run, milliseconds
 * @param staleMs a sample farther from now than this is history, or from a wrong clock: it causes
 *     nothing, milliseconds
 * @param spikeMs what is over the restart line for less than this, and neither climbs nor is far
 *     over it, is a spike, and nobody is replaced for it; milliseconds
 */
public record ActionLimits(
    int dumpsPerRun,
    int dumpsPerServiceHour,
    int replacesPerHour,
    long dumpWaitMs,
    long staleMs,
    long spikeMs) {
  public static final ActionLimits DEFAULT = new ActionLimits(3, 6, 12, 120_000, 30_000, 20_000);
}
