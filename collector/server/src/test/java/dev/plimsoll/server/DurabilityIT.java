package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.store.sqlite.SqliteStore;
import dev.plimsoll.testkit.Jdk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An acknowledgement is a promise, whatever happens to the collector right after. */
class DurabilityIT {
  private static final int SENDERS = 4;
  private static final int SAMPLES = 6_000;
  private static final int KILLS = 3;

  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void everySampleThatWasAcknowledgedSurvivesAKillAndIsThereOnce(int feature) throws Exception {
    Jdk jdk = Jdk.of(feature);
    List<Sender> senders = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      senders = killedDuringIngest(jdk, senders);
      assertThat(acknowledged(senders))
          .as("the kill came in the middle")
          .isBetween(1L, (long) SENDERS * SAMPLES - 1);
      senders.forEach(this::allAcknowledgedAreThereOnce);
    }
    try (CollectorProcess collector = CollectorProcess.start(jdk, data)) {
      senders = senders.stream().map(sender -> sender.movedTo(collector.url())).toList();
      run(senders).forEach(DurabilityIT::join);
    }
    for (Sender sender : senders) {
      assertThat(stored(sender)).hasSize(SAMPLES);
    }
  }

  private List<Sender> killedDuringIngest(Jdk jdk, List<Sender> before) throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(jdk, data)) {
      List<Sender> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        senders.add(
            before.isEmpty()
                ? new Sender(
                    FakeRun.alone(new Http(collector.url()), "push/" + i, Sender.BEGAN),
                    collector.url(),
                    SAMPLES)
                : before.get(i).movedTo(collector.url()));
      }
      List<Thread> threads = run(senders);
      // In the middle of ingest, at a moment that is another each time.
      long enough = acknowledged(senders) + 300 + ThreadLocalRandom.current().nextInt(3_000);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(3))
          .until(() -> acknowledged(senders) >= enough);
      collector.kill();
      threads.forEach(DurabilityIT::join);
      return senders;
    }
  }

  private void allAcknowledgedAreThereOnce(Sender sender) {
    assertThat(stored(sender))
        .doesNotHaveDuplicates()
        .containsAll(
            LongStream.rangeClosed(1, sender.acknowledged())
                .mapToObj(i -> Sender.BEGAN + 1000 * i)
                .toList());
  }

  private List<Long> stored(Sender sender) {
    List<Long> times = new ArrayList<>();
    try (SqliteStore store = SqliteStore.open(data)) {
      store.timeline().scan(sender.runId(), 0, Long.MAX_VALUE, reading -> times.add(reading.at()));
    }
    return times;
  }

  private static long acknowledged(List<Sender> senders) {
    return senders.stream().mapToLong(Sender::acknowledged).sum();
  }

  private static List<Thread> run(List<Sender> senders) {
    List<Thread> threads = senders.stream().map(Thread::new).toList();
    threads.forEach(Thread::start);
    return threads;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
