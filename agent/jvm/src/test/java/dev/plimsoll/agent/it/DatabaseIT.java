package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Querying;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Owner;
import java.nio.file.Path;
import java.time.Duration;
import org.h2.Driver;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that a driver opened are held by their database. */
class DatabaseIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void connectionsAreHeldByTheirDatabaseUntilTheyAreClosed(int feature) throws Exception {
    Path driver = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url())
                .classPath(driver)
                .start(Querying.class, "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1;PASSWORD=secret")) {
      await().atMost(LIMIT).until(() -> jvm.stdout().contains("loaded"));
      // Libraries are woven a moment after they were loaded; nothing tells when.
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                jvm.say("");
                assertThat(collector.owners())
                    .filteredOn(owner -> owner.kind().equals("jdbc"))
                    .anySatisfy(DatabaseIT::isShop);
              });
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  private static void isShop(Owner owner) {
    assertThat(owner.owner()).matches("h2:mem:shop[0-9]+");
    assertThat(owner.count()).isEqualTo(5);
    assertThat(owner.frame()).startsWith(Querying.class.getName() + ".connect(Querying.java:");
  }
}
