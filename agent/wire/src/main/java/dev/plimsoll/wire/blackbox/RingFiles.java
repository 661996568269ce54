package dev.plimsoll.wire.blackbox;

/** How ring files are named; one folder may hold those of several runs. */
public final class RingFiles {
  /** Ends the name of a ring that is still being made. */
  public static final String UNFINISHED = ".new";

  static final String PREFIX = "blackbox-";
  static final String RING = ".ring";
  private static final int LONGEST_NAME = 100;

  private RingFiles() {}

  /**
   * File name of the ring of a run.
   *
   * @throws IllegalArgumentException if the id of the run cannot be part of a file name
   */
  public static String nameOf(String run) {
    if (run.isEmpty() || run.length() > LONGEST_NAME || !run.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("no file can be named after the run " + run);
    }
    return PREFIX + run + RING;
  }
}
