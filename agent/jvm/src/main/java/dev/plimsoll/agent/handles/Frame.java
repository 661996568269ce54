package dev.plimsoll.agent.handles;

/**
 * A place in the application's code.
 *
 * @param method {@code com.acme.Push.send}
 * @param text the same with file and line, {@code com.acme.Push.send(Push.java:12)}
 */
record Frame(String method, String text) {}
