package dev.plimsoll.agent.handles;

/**
 * Something open, or a request in flight.
 *
 * @param owner who holds it
 * @param sinceNanos monotonic instant at which it began
 */
record Held(String owner, long sinceNanos) {}
