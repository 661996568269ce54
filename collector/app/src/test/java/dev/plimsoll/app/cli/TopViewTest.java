package dev.plimsoll.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.run.Lines;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopViewTest {
  private static final double MIB = 1 << 20;
  private final TopView view = new TopView(false);

  @Test
  void everythingFitsEightyColumns() {
    List<ListedRun> runs =
        List.of(
            run(
                "front/0",
                "crash-looping",
                390,
                "front/0 ended by itself with code 1, and " + "x".repeat(200)),
            run("front/1", "ready", 10, null));
    List<AttributedString> lines = view.lines(runs, 0, "told", LocalTime.NOON, 80, 24);
    assertThat(lines).hasSize(24).allMatch(line -> line.columnLength() <= 80);
    assertThat(lines.get(2).toString()).startsWith("> front/0   looping");
    assertThat(lines.get(3).toString()).startsWith("  front/1   ready  ");
    assertThat(lines.toString()).contains("2 runs, 1 to look at", "ended by itself with code 1");
  }

  @Test
  void headingsStandAboveTheirColumns() {
    List<AttributedString> lines =
        view.lines(List.of(run("front/0", "ready", 10, null)), -1, "", LocalTime.NOON, 200, 24);
    assertThat(lines.get(1).columnLength()).isEqualTo(lines.get(2).columnLength());
  }

  @Test
  void theGaugeShowsLiveHeapAndTheThreeLines() {
    assertThat(TopView.gauge(run("a/0", "ready", 200, null))).isEqualTo("[##########    :!|   ]");
    assertThat(TopView.gauge(run("a/0", "ready", 400, null))).isEqualTo("[##############:!|###]");
    assertThat(TopView.gauge(run("a/0", "ready", 0, null))).isEqualTo("[              :!|   ]");
  }

  @Test
  void withoutColoursNoSequenceIsPrinted() {
    view.lines(List.of(run("a/0", "crashed", 399, "gone.")), 0, "", LocalTime.NOON, 80, 24)
        .forEach(line -> assertThat(line.toAnsi()).doesNotContain("[31", "[33", ";31", ";33"));
    assertThat(
            new TopView(true)
                .lines(List.of(run("a/0", "crashed", 399, null)), 0, "", LocalTime.NOON, 80, 24)
                .get(2)
                .toAnsi())
        .contains("31");
  }

  @Test
  void ofManyRunsThoseAroundTheChosenOneAreSeen() {
    List<ListedRun> runs =
        IntStream.range(0, 100).mapToObj(i -> run("push/" + i, "ready", 10, null)).toList();
    List<AttributedString> lines = view.lines(runs, 70, "", LocalTime.NOON, 80, 24);
    assertThat(lines).hasSize(24);
    assertThat(lines.toString()).contains("> push/70").doesNotContain("push/1 ");
  }

  private static ListedRun run(
      String instance, String state, double live, @Nullable String trouble) {
    return new ListedRun(
        instance,
        instance.substring(0, instance.indexOf('/')),
        "id-of-" + instance,
        4711,
        state,
        System.currentTimeMillis() - 7_200_000,
        3,
        null,
        trouble,
        Map.of(
            Metric.HEAP_LIVE, live * MIB,
            Metric.HEAP_MAX, 400 * MIB,
            Metric.RSS, 12_345 * MIB,
            Metric.EXTERNAL, 3 * MIB,
            Metric.REQUESTS_OUT, 40_000.0,
            Metric.GC_CPU, 0.12),
        Lines.DEFAULT);
  }
}
