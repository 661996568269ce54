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
 */
public record ActionLimits(
    int dumpsPerRun, int dumpsPerServiceHour, int replacesPerHour, long dumpWaitMs, long staleMs) {
  public static final ActionLimits DEFAULT = new ActionLimits(3, 6, 12, 120_000, 30_000);
}
