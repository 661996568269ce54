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

  /** A socket for datagrams, by its own address; reported as {@link #SOCKET}. */
  public static final String DATAGRAM = "datagram";

  /** A socket for datagrams that was connected, by its peer; reported as {@link #SOCKET}. */
  public static final String DATAGRAM_TO = "datagram-to";

  /** A socket that listens, by its own address. */
  public static final String LISTENER = "listener";

  /** A file or directory opened for reading or writing. */
  public static final String FILE = "file";

  /** One end of a pipe of this process. */
  public static final String PIPE = "pipe";

  public static final String SELECTOR = "selector";

  /** A child process. */
  public static final String CHILD = "child";

  /** A connection to a database. */
  public static final String JDBC = "jdbc";

  /** Timers and schedulers that are not over; looked at, not counted at each call. */
  public static final String TIMER = "timer";

  /** Executors that are not over; looked at, not counted at each call. */
  public static final String EXECUTOR = "executor";

  /** Tasks that wait in a {@link #TIMER}. */
  public static final String TASK = "task";

  /** Tasks that wait in the queue of an {@link #EXECUTOR}. */
  public static final String QUEUE = "queue";

  /** Platform threads by the pattern of their names. */
  public static final String THREAD = "thread";

  private Kind() {}
}
