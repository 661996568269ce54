package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.blackbox.Remains;
import dev.plimsoll.supervisor.death.Certificate;
import dev.plimsoll.supervisor.process.Child;
import dev.plimsoll.supervisor.process.ExitStatus;
import dev.plimsoll.wire.reading.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the journal what happens to the runs of one instance, in sentences. */
final class Chronicle {
  /** Keeps an exit event far below the limit of a batch; the oldest lines give way. */
  private static final int MAX_LOG_CHARS = 64 * 1024;

  private final Journal journal;
  private volatile @Nullable String lastExit;
  private volatile @Nullable String trouble;

  Chronicle(Journal journal) {
    this.journal = journal;
  }

  /** Goes on with what another supervisor has seen. */
  void resume(@Nullable String exit, @Nullable String lastTrouble) {
    lastExit = exit;
    trouble = lastTrouble;
  }

  /** A run that another supervisor has started is this one's now. */
  void takenOver(Run run) {
    String text =
        "%s (pid %d) runs on under a new supervisor; it is up for %s."
            .formatted(run.instance(), run.pid(), Sentences.time(run.uptime()));
    tell(run, EventKind.ADOPTED, text, Map.of("state", run.state().wireName()));
  }

  /** How the last run ended; null if none has. */
  @Nullable String lastExit() {
    return lastExit;
  }

  /** What went wrong last; null if nothing has since a replacement succeeded. */
  @Nullable String trouble() {
    return trouble;
  }

  void started(Run run) {
    String command = String.join(" ", run.spec().command());
    tell(
        run,
        EventKind.STARTED,
        "%s started as pid %d: %s".formatted(run.instance(), run.pid(), command),
        Map.of());
  }

  void ready(Run run) {
    String text = "%s is ready after %s.".formatted(run.instance(), Sentences.time(run.uptime()));
    tell(run, EventKind.READY, text, Map.of());
  }

  void readyWithoutListener(Run run) {
    String text =
        "%s has opened no listener within %s and is taken as ready."
            .formatted(run.instance(), Sentences.time(run.spec().readyTimeout()));
    tell(run, EventKind.READY, text, Map.of());
  }

  void draining(Run run, boolean byAgent) {
    if (byAgent) {
      String text =
          "%s (pid %d) takes no new requests and has %s to finish those in flight."
              .formatted(run.instance(), run.pid(), Sentences.time(run.spec().stop().timeout()));
      tell(run, EventKind.DRAINING, text, Map.of());
      return;
    }
    String text =
        "%s (pid %d) was sent %s and has %s to finish its work."
            .formatted(
                run.instance(),
                run.pid(),
                run.spec().stop().signal(),
                Sentences.time(run.spec().stop().timeout()));
    tell(run, EventKind.DRAINING, text, Map.of());
  }

  /**
   * The run has finished its work, and is asked to end.
   *
   * @param left requests that it gave up; null if its agent did not say
   */
  void drained(Run run, Duration took, @Nullable Long left) {
    String how =
        left == null
            ? "has not said that it finished its requests"
            : left == 0 ? "has finished its requests" : "has given up " + left + " of its requests";
    String text =
        "%s (pid %d) %s %s after it was asked to."
            .formatted(run.instance(), run.pid(), how, Sentences.time(took));
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("left", left);
    data.put("tookMs", took.toMillis());
    tell(run, EventKind.DRAINED, text, data);
  }

  /** Where no agent could tell when the work was done: it was when the process ended. */
  void ended(Run run, Duration took, boolean orderly) {
    String how = orderly ? "has ended in order" : "had to be killed";
    String text =
        "%s (pid %d) %s %s after it was asked to."
            .formatted(run.instance(), run.pid(), how, Sentences.time(took));
    tell(run, EventKind.DRAINED, text, Map.of("orderly", orderly, "tookMs", took.toMillis()));
  }

  void replaceStarted(Run old, Run replacement, @Nullable String reason) {
    String text =
        "%s is to be replaced%s.".formatted(old.instance(), reason == null ? "" : ": " + reason);
    tell(old, EventKind.REPLACE_STARTED, text, swap(old, replacement, reason));
  }

  void replaced(Run old, Run replacement, @Nullable String reason) {
    trouble = null;
    String text =
        "%s runs as pid %d now, in place of pid %d."
            .formatted(old.instance(), replacement.pid(), old.pid());
    tell(replacement, EventKind.REPLACED, text, swap(old, replacement, reason));
  }

  void replaceFailed(Run old, Run replacement, @Nullable String reason, String text) {
    Map<String, @Nullable Object> data = swap(old, replacement, reason);
    data.put("log", log(replacement));
    trouble = text;
    tell(old, EventKind.REPLACE_FAILED, text, data);
  }

  /**
   * The end of a life.
   *
   * @param taken the port that the run wanted and never got; null if that was not its trouble
   * @param finding if it ends again and again; else null
   * @param remains what it has left
   */
  void exit(
      Run run,
      ExitStatus status,
      ExitCause cause,
      boolean orderly,
      @Nullable TakenPort taken,
      CrashLoop.@Nullable Finding finding,
      Remains remains) {
    String sentence = Sentences.end(run, status, cause, orderly);
    if (taken != null) {
      sentence += " " + taken.sentence();
    }
    if (finding != null) {
      sentence += " " + Sentences.loop(run, finding);
    }
    if (!cause.wasWanted()) {
      sentence += remains.last().map(last -> " " + last.beforeTheEnd(endOf(run))).orElse("");
    }
    lastExit = sentence;
    trouble = cause.wasWanted() ? trouble : sentence;
    Map<String, @Nullable Object> exit = exit(status.code(), status.signal(), cause, sentence, run);
    if (!cause.wasWanted()) {
      Certificate certificate = run.certificate();
      exit.put("diedOf", certificate.cause().wireName());
      exit.put("files", certificate.files().stream().map(String::valueOf).toList());
    }
    remains.describe(exit);
    describe(exit, finding);
    remains
        .last()
        .ifPresent(last -> exit.put("lastBeforeEndMs", Math.max(0, endOf(run) - last.at())));
    tell(run, EventKind.EXIT, sentence, Map.of("exit", exit, "uptimeMs", run.uptime().toMillis()));
  }

  private static void describe(
      Map<String, @Nullable Object> exit, CrashLoop.@Nullable Finding finding) {
    if (finding != null) {
      exit.put(
          "crashLoop",
          Map.of(
              "ends", finding.ends(),
              "withinMs", finding.within().toMillis(),
              "justFound", finding.justFound()));
    }
  }

  /** A run has lived long enough after a crash loop. */
  void recovered(Run run) {
    String text =
        "%s has recovered: it is up for %s."
            .formatted(run.instance(), Sentences.time(run.uptime()));
    tell(run, EventKind.READY, text, Map.of("recovered", true));
  }

  private static long endOf(Run run) {
    Child child = run.child();
    Instant end = child == null ? null : child.endedAt();
    return end == null ? 0 : end.toEpochMilli();
  }

  /** A life that never began; told as its end, since that is what it comes to. */
  void failedStart(Run run, String reason, CrashLoop.@Nullable Finding finding) {
    String sentence = finding == null ? reason : reason + ". " + Sentences.loop(run, finding);
    lastExit = sentence;
    trouble = sentence;
    Map<String, @Nullable Object> exit = exit(null, null, ExitCause.CRASHED, sentence, run);
    describe(exit, finding);
    tell(run, EventKind.EXIT, sentence, Map.of("exit", exit, "uptimeMs", 0L));
  }

  private static Map<String, @Nullable Object> exit(
      @Nullable Integer code, @Nullable Integer signal, ExitCause cause, String sentence, Run run) {
    Map<String, @Nullable Object> exit = new LinkedHashMap<>();
    exit.put("code", code);
    exit.put("signal", signal);
    exit.put("cause", cause.wireName());
    exit.put("sentence", sentence);
    exit.put("log", log(run));
    return exit;
  }

  private static Map<String, @Nullable Object> swap(
      Run old, Run replacement, @Nullable String reason) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("oldRun", old.id());
    data.put("newRun", replacement.id());
    data.put("reason", reason);
    return data;
  }

  private static List<String> log(Run run) {
    Child child = run.child();
    List<String> lines = child == null ? List.of() : child.lastLines();
    int chars = 0;
    int from = lines.size();
    while (from > 0 && chars + lines.get(from - 1).length() <= MAX_LOG_CHARS) {
      chars += lines.get(--from).length();
    }
    return new ArrayList<>(lines.subList(from, lines.size()));
  }

  private void tell(Run run, EventKind kind, String text, Map<String, @Nullable Object> data) {
    journal.tell(run, kind, text, data);
  }
}
