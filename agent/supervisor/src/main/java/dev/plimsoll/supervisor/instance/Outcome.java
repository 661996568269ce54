package dev.plimsoll.supervisor.instance;

/**
 * How a request ended.
 *
 * @param text one sentence for people
 */
public record Outcome(Result result, String text) {
  /** Refused: nothing was tried. Failed: it was tried, and things are as they were or as told. */
  public enum Result {
    DONE,
    REFUSED,
    FAILED
  }

  public static Outcome done(String text) {
    return new Outcome(Result.DONE, text);
  }

  public static Outcome refused(String text) {
    return new Outcome(Result.REFUSED, text);
  }

  public static Outcome failed(String text) {
    return new Outcome(Result.FAILED, text);
  }
}
