package dev.plimsoll.store;

/**
 * What may be forgotten.
 *
 * @param samplesBefore samples read before this are forgotten, epoch milliseconds
 * @param eventsBefore so are events, finished commands, failed dumps, senders that fell silent, and
 *     runs that ended, epoch milliseconds
 */
public record Retention(long samplesBefore, long eventsBefore) {}
