package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Pending;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Owner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls to a peer that has fallen silent are one owner, with all of them and its age. */
class PendingIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Owners are as of the batch, whose last sample is a moment older. */
  private static final long SECONDS_OF_A_BATCH = 2_000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "17,client,10000",
    "25,client,10000",
    "17,url,1000",
    "25,url,1000",
    "17,socket,5000",
    "25,socket,5000"
  })
  void pendingCallsAreOneOwner(int feature, String way, int calls) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        SilentPeer peer = new SilentPeer();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url())
                .flags("-Xmx512m")
                .start(Pending.class, way, "" + peer.port(), "" + calls)) {
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  !collector.samples().isEmpty()
                      && collector.latest().metrics().containsKey(Metric.HANDLES));
      jvm.say("begin");
      await().atMost(LIMIT).until(() -> jvm.stdout().endsWith("\n"));
      String[] begin = jvm.stdout().strip().split(" ", -1);
      String kind = way.equals("socket") ? "socket" : "request-out";
      String owner = "localhost:" + peer.port();
      await().atMost(LIMIT).until(() -> count(collector, kind, owner) == calls);

      Owner row = row(collector, kind, owner).get(0);
      assertThat(row.frame())
          .startsWith(Pending.class.getName() + "." + (way.equals("url") ? "await" : way));
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                long at = collector.latest().at();
                assertThat(row(collector, kind, owner).get(0).oldestMs())
                    .isBetween(
                        at - Long.parseLong(begin[1]) - SECONDS_OF_A_BATCH,
                        at - Long.parseLong(begin[0]) + SECONDS_OF_A_BATCH);
              });
      if (kind.equals("request-out")) {
        assertThat(collector.latest().metrics()).containsEntry(Metric.REQUESTS_OUT, (double) calls);
      }
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  private static long count(FakeCollector collector, String kind, String owner) {
    return row(collector, kind, owner).stream().mapToLong(Owner::count).sum();
  }

  private static List<Owner> row(FakeCollector collector, String kind, String owner) {
    return collector.owners().stream()
        .filter(row -> row.kind().equals(kind) && row.owner().equals(owner))
        .toList();
  }
}
