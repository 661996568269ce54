package dev.plimsoll.supervisor.process;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * <p>Java tells one number: the exit code, or 128 + n after signal n. Shells and JVMs use the same
 * numbers for codes of their own (a JVM that ends in order after SIGTERM exits with 143), so a
 * status above 128 is read as the signal, which is what it means in either case.
 *
 * @param status as {@link Process#exitValue()} gives it
 */
public record ExitStatus(int status) {
  /** Nobody has seen the end: who waited for the process was killed itself. */
  public static final ExitStatus UNSEEN = new ExitStatus(-1);

  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = 64;
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(5, "SIGTRAP"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(10, "SIGUSR1"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(12, "SIGUSR2"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(25, "SIGXFSZ"),
          Map.entry(31, "SIGSYS"));

  /** SIGHUP, SIGINT and SIGTERM. */
  private static final Set<Integer> GROUP_SIGNALS = Set.of(1, 2, 15);

  /** Signals that a process brings on itself by a fault. */
  private static final Set<Integer> FAULTS = Set.of(4, 5, 6, 7, 8, 11, 31);

  /** The exit code; null if a signal ended the process, or nobody saw it end. */
  public @Nullable Integer code() {
    return signal() == null && status >= 0 ? Integer.valueOf(status) : null;
  }

  /** The signal; null if the process ended with a code. */
  public @Nullable Integer signal() {
    int number = status - SIGNAL_BASE;
    return number >= 1 && number <= LAST_SIGNAL ? Integer.valueOf(number) : null;
  }

  /** Ended by a signal that somebody sent, rather than by a fault or a code of its own. */
  public boolean wasSentAway() {
    Integer signal = signal();
    return signal != null && !FAULTS.contains(signal);
  }

  /** Ended by a signal that it brought on itself. */
  public boolean isFault() {
    Integer signal = signal();
    return signal != null && FAULTS.contains(signal);
  }

  /** Ended by a signal that terminals and service managers send to a whole group of processes. */
  public boolean wasAskedToEnd() {
    Integer signal = signal();
    return signal != null && GROUP_SIGNALS.contains(signal);
  }

  /** For a sentence, after "ended": {@code with code 1}, {@code by SIGKILL}. */
  public String inWords() {
    if (equals(UNSEEN)) {
      return "unseen: the shell that waited for it was killed";
    }
    Integer signal = signal();
    if (signal == null) {
      return "with code " + status;
    }
    return "by " + NAMES.getOrDefault(signal, "signal " + signal);
  }
}
