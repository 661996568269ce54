package dev.plimsoll.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.heap.graph.Progress;
import dev.plimsoll.heap.summary.HeapSummary;
import dev.plimsoll.heap.summary.TypeRow;
import dev.plimsoll.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dumps of real JVMs, compared with what the JVM itself counts. */
class HeapDumpIT {
  private static final String CALL = "dev.plimsoll.heap.HeldCalls$PendingCall";
  private static final int CALLS = 2000;
  private static final int PAYLOAD = 16 << 10;

  @TempDir Path folder;

  @ParameterizedTest(name = "Java {0} {1}")
  @CsvSource({
    "17, -XX:+UseG1GC, 24",
    "17, -XX:-UseCompressedOops, 32",
    "17, -XX:+UseParallelGC, 24",
    "25, -XX:+UseG1GC, 24",
    "25, -XX:-UseCompressedOops, 32",
    "25, -XX:+UseCompactObjectHeaders, 24"
  })
  void whatTheProgramHoldsIsFoundToTheByte(int release, String flag, int callBytes)
      throws IOException {
    HeapSummary summary;
    Map<String, HeldHeap.Row> histogram;
    try (HeldHeap held = HeldHeap.start(Jdk.of(release), CALLS, PAYLOAD, flag)) {
      histogram = held.histogram();
      summary = HeapAnalysis.summarize(held.dump(folder.resolve("a.hprof")), Progress.NONE);
    }

    TypeRow calls = row(summary.topRetained(), CALL);
    assertThat(calls.instances()).isEqualTo(CALLS);
    assertThat(calls.shallow()).isEqualTo((long) CALLS * callBytes);
    assertThat(calls.retained()).isEqualTo((long) CALLS * (callBytes + 16 + PAYLOAD));
    assertThat(summary.biggest().get(0).type()).isEqualTo("class dev.plimsoll.heap.HeldCalls");
    assertThat(summary.biggest().get(0).retained()).isGreaterThan(calls.retained());
    assertThat(summary.accumulation()).isNotNull();
    assertThat(summary.accumulation().type()).isEqualTo(CALL);
    assertThat(summary.accumulation().retained()).isEqualTo(calls.retained());
    assertThat(summary.truncated()).isFalse();
    assertSizesAgree(summary, histogram);
  }

  @ParameterizedTest(name = "Java {0}")
  @CsvSource({"17", "25"})
  void aDumpThatTheJvmPackedIsReadToo(int release) throws IOException {
    try (HeldHeap held = HeldHeap.start(Jdk.of(release), CALLS, PAYLOAD)) {
      Path packed = held.dump(folder.resolve("a.hprof.gz"), "-gz=1");
      HeapSummary summary = HeapAnalysis.summarize(packed, Progress.NONE);

      assertThat(row(summary.topRetained(), CALL).instances()).isEqualTo(CALLS);
      assertThat(summary.bytes()).isLessThan(summary.liveBytes() / 2);
    }
  }

  @Test
  void withTooLittleMemoryItNamesAnXmxThatWillDo() throws IOException {
    Jdk jdk = Jdk.running();
    Path dump = folder.resolve("a.hprof");
    try (HeldHeap held = HeldHeap.start(jdk, 300_000, 24)) {
      held.dump(dump);
    }
    String refusal = HeldHeap.run(main(jdk, "-Xmx16m", dump), 1);
    Matcher advice =
        Pattern.compile("16 MiB this JVM may take; (-Xmx\\d+m) would do").matcher(refusal);

    assertThat(advice.find()).as(refusal).isTrue();
    assertThat(HeldHeap.run(main(jdk, advice.group(1), dump), 0)).contains("\"instances\":300000");
  }

  private static List<String> main(Jdk jdk, String heap, Path dump) {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString(), heap, "-cp"));
    command.add(HeldHeap.classes(HeapMain.class));
    command.addAll(List.of(HeapMain.class.getName(), "summary", dump.toString(), "--json"));
    return command;
  }

  /**
   * Not class by class for {@code Class} itself: the dump leaves classes out that were never used.
   */
  private static void assertSizesAgree(HeapSummary summary, Map<String, HeldHeap.Row> histogram) {
    List<String> names =
        List.of(CALL, "java.lang.Long", "java.lang.String", "java.util.HashMap$Node");
    for (String name : names) {
      TypeRow ours = row(summary.topShallow(), name);
      HeldHeap.Row theirs = histogram.get(name);
      assertThat(ours.shallow()).as(name).isCloseTo(theirs.bytes(), Percentage.withPercentage(5));
    }
    assertThat(row(summary.topShallow(), "byte[]").shallow())
        .isCloseTo(histogram.get("[B").bytes(), Percentage.withPercentage(1));
    // The JVM also counts archived objects that nothing refers to yet.
    long all = histogram.values().stream().mapToLong(HeldHeap.Row::bytes).sum();
    assertThat(summary.liveBytes()).isCloseTo(all, Percentage.withPercentage(5));
    assertThat(summary.liveBytes() + summary.unreachableBytes())
        .isCloseTo(all, Percentage.withPercentage(2));
  }

  private static TypeRow row(List<TypeRow> rows, String type) {
    return rows.stream().filter(row -> row.type().equals(type)).findFirst().orElseThrow();
  }
}
