package dev.plimsoll.wire.blackbox;

/**
 * What the guard saw at one instant.
 *
 * @param at epoch milliseconds
 * @param used heap in use, bytes
 * @param live live heap, bytes; negative where it was not known
 * @param max max heap, bytes
 * @param rss resident set, bytes; negative where it was not known
 * @param gcMillis time spent in collections since the start of the run
 */
public record GuardRecord(long at, long used, long live, long max, long rss, long gcMillis) {}
