package dev.plimsoll.agent.spy;

/**
 * Kinds of handles, as they stand in {@code owners}. Constants of the compiler's: woven code
 * carries their text and never this class.
 */
public final class Kind {
  /** A connected socket that this process opened: TCP, Unix or UDP. */
  public static final String SOCKET = "socket";

  /** A socket that a listener of this process accepted; reported as {@link #SOCKET}. */
  public static final String ACCEPTED = "accepted";

  /** A file or directory opened for reading or writing. */
  public static final String FILE = "file";

  public static final String PIPE = "pipe";
  public static final String SELECTOR = "selector";

  /** A child process. */
  public static final String CHILD = "child";

  /** A connection to a database. */
  public static final String JDBC = "jdbc";

  /** Timers and schedulers with tasks that wait; looked at, not counted at each call. */
  public static final String TIMER = "timer";

  /** Executors with their queues; looked at, not counted at each call. */
  public static final String EXECUTOR = "executor";

  private Kind() {}
}
