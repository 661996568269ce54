package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.death.Cause;
import dev.plimsoll.supervisor.death.Certificate;
import dev.plimsoll.supervisor.process.ExitStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What happened, in words for people. */
final class Sentences {
  private static final int QUOTE_LIMIT = 200;

  /** Blank lines, frames of a stack trace, and the version that Node prints below one. */
  private static final int NEAR_THE_END = 4;

  /** As Node and most servers on the JVM have it; the JDK's own text has no number. */
  private static final List<Pattern> IN_USE =
      List.of(
          Pattern.compile("(?i)(?:EADDRINUSE|address already in use).*:(\\d{1,5})\\b"),
          Pattern.compile("(?i)port (\\d{1,5}) (?:is|was) already in use"));

  /** V8 says why it gives up, and then prints a page of its own stack. */
  private static final Pattern FATAL = Pattern.compile("^FATAL ERROR: .*");

  private static final Pattern FRAME = Pattern.compile("^\\s+at ");
  private static final Pattern SAYS_NOTHING =
      Pattern.compile("|at .*|\\.\\.\\. \\d+ more|Node\\.js v[\\d.]+");

  private Sentences() {}

  /** Such as {@code 350 ms}, {@code 3.2 s}, {@code 4 min 12 s}, {@code 2 h 3 min}. */
  static String time(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + " ms";
    }
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return seconds(duration);
    }
    if (duration.compareTo(Duration.ofHours(1)) < 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }

  /** A tenth where there is one: a limit of 30 s is not known to be 30.0 s. */
  private static String seconds(Duration duration) {
    String text = String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " s";
  }

  /** How a run ended; the log only of one that ended by itself. */
  static String end(Run run, ExitStatus status, ExitCause cause, boolean orderly) {
    String who = run.instance() + " (pid " + run.pid() + ")";
    String after = " after " + time(run.uptime());
    if (!orderly) {
      return "%s did not end within %s of %s and was killed, %s%s."
          .formatted(
              who,
              time(run.spec().stop().timeout()),
              run.spec().stop().signal(),
              purpose(cause),
              after);
    }
    return switch (cause) {
      case REQUESTED, REPLACED ->
          who + " ended " + status.inWords() + after + ", " + purpose(cause) + ".";
      case KILLED, CRASHED -> death(who, after, run, run.certificate());
    };
  }

  /** The port that a program says is in use; null if it says nothing of the kind. */
  static @Nullable Integer portInUse(List<String> lines) {
    for (int at = lines.size() - 1; at >= 0; at--) {
      for (Pattern form : IN_USE) {
        Matcher found = form.matcher(lines.get(at));
        if (found.find()) {
          return Integer.valueOf(found.group(1));
        }
      }
    }
    return null;
  }

  /** Such as {@code port 3000} or {@code ports 3000 and 3001}. */
  static String ports(Collection<Integer> ports) {
    List<String> numbers = ports.stream().sorted().map(String::valueOf).toList();
    int last = numbers.size() - 1;
    return last == 0
        ? "port " + numbers.get(0)
        : "ports " + String.join(", ", numbers.subList(0, last)) + " and " + numbers.get(last);
  }

  static String loop(Run run, CrashLoop.Finding finding) {
    return "It has ended %d times within %s and is tried again about every %s from now on."
        .formatted(finding.ends(), time(finding.within()), time(run.spec().restart().backoffMax()));
  }

  private static String death(String who, String after, Run run, Certificate certificate) {
    String text = who + " ended " + certificate.words() + ", " + after.strip();
    boolean sayWhat = certificate.cause() == Cause.CODE || certificate.cause() == Cause.REJECTION;
    String detail = certificate.detail();
    text += detail != null ? quote(detail) + "." : sayWhat ? lastWords(run) : ".";
    List<String> files = certificate.files().stream().map(String::valueOf).toList();
    return files.isEmpty() ? text : text + " It left " + String.join(", ", files) + ".";
  }

  private static String purpose(ExitCause cause) {
    return cause == ExitCause.REPLACED ? "replaced by a new run" : "as requested";
  }

  /**
   * The last line that says something, after a colon; a full stop if there is none. Of a stack
   * trace that is its exception.
   */
  static String lastWords(Run run) {
    var child = run.child();
    return child == null ? "." : lastWords(child.lastLines());
  }

  static String lastWords(List<String> lines) {
    for (String line : lines) {
      if (FATAL.matcher(line).matches()) {
        return quote(line);
      }
    }
    List<String> telling = new ArrayList<>();
    for (int at = lines.size() - 1; at >= 0 && telling.size() < NEAR_THE_END; at--) {
      String line = lines.get(at).strip();
      if (SAYS_NOTHING.matcher(line).matches()) {
        continue;
      }
      // The streams are read side by side: what standard output said before may stand after it.
      boolean headsTrace = at + 1 < lines.size() && FRAME.matcher(lines.get(at + 1)).find();
      if (headsTrace) {
        return quote(line);
      }
      telling.add(line);
    }
    return telling.isEmpty() ? "." : quote(telling.get(0));
  }

  private static String quote(String line) {
    return ": " + (line.length() > QUOTE_LIMIT ? line.substring(0, QUOTE_LIMIT) + "…" : line);
  }
}
