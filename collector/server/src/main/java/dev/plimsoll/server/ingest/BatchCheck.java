package dev.plimsoll.server.ingest;

import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the form of a batch cannot say: bounds, and that its parts fit together. */
final class BatchCheck {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 64 * 1024;
  private static final int MOST_METRICS = 256;
  private static final Pattern METRIC = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  /** Until the year 2100: an instant beyond is seconds or nanoseconds by mistake. */
  private static final long LATEST = 4_102_444_800_000L;

  private final Predicate<String> knownRun;
  private final Set<String> named = new HashSet<>();
  private final Set<Long> seqs = new HashSet<>();

  private BatchCheck(Predicate<String> knownRun) {
    this.knownRun = knownRun;
  }

  /**
   * Checks the batch.
   *
   * @param knownRun whether the collector knows a run that the batch does not introduce
   */
  static void check(Batch batch, Predicate<String> knownRun) throws MalformedBatchException {
    new BatchCheck(knownRun).check(batch);
  }

  private void check(Batch batch) throws MalformedBatchException {
    name("sender", batch.sender());
    List<Identity> runs = batch.runs();
    for (int i = 0; i < runs.size(); i++) {
      identity("runs[" + i + "]", runs.get(i));
    }
    for (int i = 0; i < batch.samples().size(); i++) {
      sample("samples[" + i + "]", batch.samples().get(i));
    }
    for (int i = 0; i < batch.events().size(); i++) {
      event("events[" + i + "]", batch.events().get(i));
    }
    for (int i = 0; i < batch.owners().size(); i++) {
      Owner owner = batch.owners().get(i);
      run("owners[" + i + "].run", owner.run());
      text("owners[" + i + "].owner", owner.owner());
    }
  }

  private void identity(String path, Identity run) throws MalformedBatchException {
    name(path + ".run", run.run());
    name(path + ".service", run.service());
    name(path + ".instance", run.instance());
    name(path + ".host", run.host());
    name(path + ".runtime", run.runtime());
    instant(path + ".startedAt", run.startedAt());
    named.add(run.run());
  }

  private void sample(String path, Sample sample) throws MalformedBatchException {
    run(path + ".run", sample.run());
    seq(path + ".seq", sample.seq());
    instant(path + ".at", sample.at());
    require(
        sample.metrics().size() <= MOST_METRICS, path + ".metrics", "more than " + MOST_METRICS);
    for (var metric : sample.metrics().entrySet()) {
      require(
          METRIC.matcher(metric.getKey()).matches(),
          path + ".metrics",
          "a metric's name is 1 to 100 letters, digits and . _ : -");
      require(
          Double.isFinite(metric.getValue()),
          path + ".metrics." + metric.getKey(),
          "the number is too large");
    }
  }

  private void event(String path, Event event) throws MalformedBatchException {
    run(path + ".run", event.run());
    seq(path + ".seq", event.seq());
    instant(path + ".at", event.at());
    name(path + ".id", event.id());
    name(path + ".kind", event.kind());
    text(path + ".text", event.text());
  }

  private void run(String path, String run) throws MalformedBatchException {
    require(
        named.contains(run) || knownRun.test(run),
        path,
        "run " + run + " is not among runs, and not known here");
  }

  private void seq(String path, long seq) throws MalformedBatchException {
    require(seq >= 1, path, "sequence numbers begin at 1");
    require(seqs.add(seq), path, seq + " is used twice in this batch");
  }

  private static void instant(String path, long at) throws MalformedBatchException {
    require(at > 0 && at < LATEST, path, at + " is no time in epoch milliseconds");
  }

  private static void name(String path, String name) throws MalformedBatchException {
    require(
        !name.isBlank() && name.length() <= LONGEST_NAME,
        path,
        "must be 1 to " + LONGEST_NAME + " characters");
  }

  private static void text(String path, String text) throws MalformedBatchException {
    require(text.length() <= LONGEST_TEXT, path, "is longer than " + LONGEST_TEXT + " characters");
  }

  private static void require(boolean holds, String path, String otherwise)
      throws MalformedBatchException {
    if (!holds) {
      throw new MalformedBatchException(path, otherwise);
    }
  }
}
