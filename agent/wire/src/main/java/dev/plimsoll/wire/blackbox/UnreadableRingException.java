package dev.plimsoll.wire.blackbox;

/** A file that is no ring this side can read. */
public final class UnreadableRingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Reason {
    /** It does not begin as rings do. */
    FOREIGN,
    /** A ring of another version. */
    VERSION,
    /** It is shorter, or longer, than it says. */
    SIZE,
    /** Its header does not fit its checksum, or makes no sense. */
    DAMAGED
  }

  private final Reason reason;

  UnreadableRingException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
