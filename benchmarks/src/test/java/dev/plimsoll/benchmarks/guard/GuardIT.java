package dev.plimsoll.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few cells of {@code benchmarks/run guard}, once each. */
class GuardIT {
  private static final Path AGENT =
      Path.of("..", "agent", "jvm", "target", "plimsoll-agent-jvm-0.1.0-SNAPSHOT.jar")
          .toAbsolutePath()
          .normalize();

  @ParameterizedTest
  @CsvSource({
    "17, -XX:+UseSerialGC",
    "17, -XX:+UseParallelGC",
    "17, -XX:+UseG1GC",
    "17, -XX:+UseZGC",
    "25, -XX:+UseSerialGC",
    "25, -XX:+UseParallelGC",
    "25, -XX:+UseG1GC",
    "25, -XX:+UseZGC"
  })
  void aLeakIsActedUponBeforeTheHeapIsFull(int feature, String collector) throws Exception {
    Trial.Result result = run(feature, collector, "leak", "20");
    assertThat(result.failure()).isNull();
    assertThat(result.asked()).contains("\"why\"");
    assertThat(result.outOfMemory()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"17, -XX:+UseG1GC", "25, -XX:+UseG1GC"})
  void aSpikeThatFallsBackIsNot(int feature, String collector) throws Exception {
    Trial.Result result = run(feature, collector, "spike1");
    assertThat(result.failure()).isNull();
    assertThat(result.asked()).isNull();
  }

  private static Trial.Result run(int feature, String collector, String... program)
      throws Exception {
    return Trial.run(
        Guarded.inJvm(
            Jdk.of(feature).java(),
            List.of("-Xmx400m", collector),
            AGENT.toString(),
            List.of(program)));
  }
}
