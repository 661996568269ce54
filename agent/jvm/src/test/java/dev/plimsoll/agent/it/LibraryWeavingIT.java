package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Serving;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Owner;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryWeavingIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void libraryClassesAreWovenInEachLoaderWheneverTheyWereLoadedAndLetTheLoaderGo(int feature)
      throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .agent(LibraryCatalogue.packedInto(folder))
                .args("collector=" + collector.url())
                .start(Serving.class)) {
      await().atMost(LIMIT).until(() -> !collector.samples().isEmpty());
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                jvm.say("begin /early");
                return count(collector, "GET /early") > 0;
              });

      jvm.say("deploy");
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                jvm.say("deployed-begin /deployed");
                return count(collector, "GET /deployed") > 0;
              });
      // The exchange of before the weaving was not seen, and its end does no harm.
      jvm.say("end");
      await()
          .atMost(LIMIT)
          .until(() -> count(collector, "GET /early") + count(collector, "GET /deployed") == 0);

      jvm.say("undeploy");
      await().atMost(LIMIT).until(() -> jvm.stdout().contains("undeployed"));
      await().atMost(LIMIT).until(() -> !jvm.agentThreads().contains("plimsoll-weaver"));
      assertThat(jvm.stderr()).isEmpty();
      jvm.endInput();
      assertThat(jvm.exitCode()).isZero();
    }
  }

  private static long count(FakeCollector collector, String owner) {
    return collector.owners().stream()
        .filter(held -> held.kind().equals("request-in") && held.owner().equals(owner))
        .mapToLong(Owner::count)
        .sum();
  }
}
