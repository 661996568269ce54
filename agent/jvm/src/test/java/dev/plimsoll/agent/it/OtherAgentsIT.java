package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Retransforming;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Owner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who else transforms classes: other agents, and Flight Recorder when it starts on 17. */
class OtherAgentsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"17, off", "17, fresh", "25, off"})
  void aClassOfTheJdkIsWovenAgainAfterAnotherAgentHadItTransformed(int feature, String cache)
      throws Exception {
    Path opened = Files.createFile(folder.resolve("opened"));
    String place = cache.equals("off") ? cache : folder.resolve("cache").toString();
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url() + ",cache=" + place)
                .flags("-javaagent:" + jarOf(Retransforming.class))
                .start(Retransforming.class)) {
      awaitOneMore(collector, jvm, opened);
      for (int time = 1; time <= 2; time++) {
        jvm.say("retransform");
        awaitLines(jvm, time);
        awaitOneMore(collector, jvm, opened);
      }
      assertThat(jvm.stderr()).isEmpty();
      jvm.endInput();
      assertThat(jvm.exitCode()).isZero();
    }
  }

  /** What is opened before the class is woven again is not seen, so one may take several. */
  private static void awaitOneMore(FakeCollector collector, AgentJvm jvm, Path opened) {
    long before = count(collector);
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              jvm.say("open " + opened);
              return count(collector) > before;
            });
  }

  private static void awaitLines(AgentJvm jvm, int count) {
    await().atMost(LIMIT).until(() -> jvm.stdout().lines().count() == count);
  }

  private static long count(FakeCollector collector) {
    return collector.owners().stream()
        .filter(held -> held.kind().equals("file") && held.owner().endsWith("/opened"))
        .mapToLong(Owner::count)
        .sum();
  }

  /** Its classes are on the class path anyway. */
  private Path jarOf(Class<?> agent) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", agent.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("other-agent.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.finish();
    }
    return jar;
  }
}
