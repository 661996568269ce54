package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Serving;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WovenCacheIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String BYTE_BUDDY = "dev.plimsoll.agent.shaded.bytebuddy";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theSecondJvmWeavesTheSameWithoutTheWeavingLibrary(int feature) throws Exception {
    assertThat(classesLoaded(feature, "first")).contains(BYTE_BUDDY);
    Map<String, byte[]> kept = kept();
    assertThat(kept).isNotEmpty();
    assertThat(classesLoaded(feature, "second"))
        .contains("dev.plimsoll.agent.weave.Loom")
        .doesNotContain(BYTE_BUDDY);

    for (String name : kept.keySet()) {
      byte[] damaged = kept.get(name).clone();
      damaged[damaged.length / 2] ^= 1;
      Files.write(woven().resolve(name), damaged);
    }
    assertThat(classesLoaded(feature, "third")).contains(BYTE_BUDDY);
    assertThat(kept()).containsOnlyKeys(kept.keySet());
    assertThat(classesLoaded(feature, "fourth")).doesNotContain(BYTE_BUDDY);
  }

  /** Runs a JVM until classes of all kinds are seen to be woven, and gives its class log. */
  private String classesLoaded(int feature, String name) throws Exception {
    Path log = folder.resolve(name + ".log");
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .agent(LibraryCatalogue.packedInto(folder))
                .args("collector=" + collector.url())
                .env("PLIMSOLL_CACHE_DIR", folder.resolve("cache").toString())
                .flags("-Xlog:class+load:file=" + log)
                .start(Serving.class)) {
      awaitCounted(collector, jvm, "begin", "/early");
      jvm.say("deploy");
      awaitCounted(collector, jvm, "deployed-begin", "/late");
      await().atMost(LIMIT).until(() -> !jvm.agentThreads().contains("plimsoll-weaver"));
      jvm.endInput();
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.stderr()).isEmpty();
    }
    return Files.readString(log);
  }

  private static void awaitCounted(
      FakeCollector collector, AgentJvm jvm, String command, String path) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              jvm.say(command + " " + path);
              return collector.owners().stream()
                  .map(Owner::owner)
                  .anyMatch(owner -> owner.equals("GET " + path));
            });
  }

  private Path woven() {
    return folder.resolve("cache/woven");
  }

  private Map<String, byte[]> kept() throws IOException {
    Map<String, byte[]> kept = new TreeMap<>();
    try (Stream<Path> files = Files.list(woven())) {
      for (Path file : files.toList()) {
        kept.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return kept;
  }
}
