package dev.plimsoll.agent.guest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Errors inside the agent. They are counted, and each place is reported once, on stderr, and only
 * if {@code PLIMSOLL_DEBUG} is set: the streams belong to the application.
 */
public final class Trouble {
  private static final boolean LOUD = isLoud();
  private static final AtomicLong COUNT = new AtomicLong();
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private Trouble() {}

  /** Counts an error of the named place. Never throws, not even when there is no memory left. */
  public static void count(String place, Throwable error) {
    COUNT.incrementAndGet();
    if (LOUD) {
      say(place, error);
    }
  }

  /** A fact worth telling whoever debugs the agent, once. */
  public static void mention(String place, String fact) {
    if (LOUD && SAID.add(place + fact)) {
      print(place + ": " + fact);
    }
  }

  /** How many errors there were since the start. */
  public static long count() {
    return COUNT.get();
  }

  private static boolean isLoud() {
    try {
      return System.getenv("PLIMSOLL_DEBUG") != null || Boolean.getBoolean("plimsoll.debug");
    } catch (SecurityException e) {
      return false;
    }
  }

  private static void say(String place, Throwable error) {
    try {
      if (SAID.add(place + error.getClass())) {
        print(place + ": " + error);
        error.printStackTrace();
      }
    } catch (Throwable ignored) {
      // Telling of trouble must not be trouble.
    }
  }

  @SuppressWarnings("SystemOut") // only on request, and there is no logger to use in a guest
  private static void print(String line) {
    System.err.println("plimsoll: " + line);
  }
}
