package dev.plimsoll.supervisor.death;

import dev.plimsoll.supervisor.process.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What killed a process that nobody here had asked to end.
 *
 * @param cause for programs
 * @param words for people: what follows "ended", such as {@code by SIGKILL of the kernel, ...}
 * @param detail the line of its output that says it best; null if none does
 * @param files that it has left
 */
public record Certificate(Cause cause, String words, @Nullable String detail, List<Path> files) {
  private static final int KILL = 9;
  private static final int ABORT = 6;
  private static final Pattern V8_HEAP =
      Pattern.compile("FATAL ERROR: .*(?:heap out of memory|Allocation failed).*");
  private static final Pattern JAVA_HEAP = Pattern.compile(".*java\\.lang\\.OutOfMemoryError.*");
  private static final Pattern JVM_FAULT =
      Pattern.compile(
          "# A fatal error has been detected by the Java Runtime Environment.*"
              + "|#\\s+(?:SIG[A-Z]+ \\(0x|EXCEPTION_|Internal Error).*");
  private static final Pattern REJECTION =
      Pattern.compile(".*(?:UnhandledPromiseRejection|unhandledRejection|fromPromise \\*/).*");
  private static final Pattern REASON =
      Pattern.compile("The promise rejected with the (reason \".*\")");
  private static final Pattern NODE_ERROR = Pattern.compile("(?:\\[?\\w*Error\\b.*)");

  /**
   * Judges.
   *
   * @param lines last that it printed, oldest first
   * @param oomKills of the kernel in its cgroup during its life; empty if unknown
   */
  public static Certificate of(
      ExitStatus status, List<String> lines, OptionalLong oomKills, List<Path> files) {
    Integer signal = status.signal();
    if (signal != null && signal == KILL) {
      return killed(oomKills, files);
    }
    String heap = last(lines, V8_HEAP);
    if (heap != null) {
      return new Certificate(
          Cause.V8_HEAP, "for want of JavaScript heap, " + status.inWords(), heap, files);
    }
    String fault = last(lines, JVM_FAULT);
    String outOfMemory = last(lines, JAVA_HEAP);
    if (outOfMemory != null && (fault == null || (signal != null && signal == ABORT))) {
      return new Certificate(
          Cause.JAVA_HEAP, "after an OutOfMemoryError, " + status.inWords(), outOfMemory, files);
    }
    if (fault != null || status.isFault()) {
      return new Certificate(Cause.FAULT, "by a fault, " + status.inWords(), fault, files);
    }
    String rejection = last(lines, REJECTION);
    if (rejection != null) {
      String error = last(lines, NODE_ERROR);
      return new Certificate(
          Cause.REJECTION,
          "for a promise whose rejection nobody handled, " + status.inWords(),
          error == null ? reason(rejection) : error,
          files);
    }
    if (signal != null) {
      return new Certificate(
          Cause.SIGNAL,
          status.inWords() + " that Plimsoll did not send: a person or another program did",
          null,
          files);
    }
    return new Certificate(Cause.CODE, "by itself " + status.inWords(), null, files);
  }

  private static Certificate killed(OptionalLong oomKills, List<Path> files) {
    if (oomKills.orElse(0) > 0) {
      return new Certificate(
          Cause.KERNEL_OOM,
          "by SIGKILL of the kernel: its cgroup had reached its memory limit",
          null,
          files);
    }
    String who =
        oomKills.isPresent()
            ? "it was not its cgroup's memory limit, so a person or another program did"
            : "a person may have, or the kernel for want of memory";
    return new Certificate(
        Cause.SIGNAL, "by SIGKILL; Plimsoll did not ask for it: " + who, null, files);
  }

  /** Without the page of advice that Node wraps it in. */
  private static String reason(String rejection) {
    Matcher matcher = REASON.matcher(rejection);
    return matcher.find() ? matcher.group(1) : rejection;
  }

  private static @Nullable String last(List<String> lines, Pattern pattern) {
    for (int at = lines.size() - 1; at >= 0; at--) {
      Matcher matcher = pattern.matcher(lines.get(at).strip());
      if (matcher.matches()) {
        return lines.get(at).strip();
      }
    }
    return null;
  }
}
