package dev.plimsoll.agent.handles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.reading.Owner;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadNamesTest {
  @ParameterizedTest
  @CsvSource({
    "main, main",
    "pool-3-thread-12, pool-*-thread-*",
    "http-nio-8080-exec-12, http-nio-8080-exec-*",
    "worker-12345, worker-*",
    "ForkJoinPool.commonPool-worker-1, ForkJoinPool.commonPool-worker-*",
    "C2 CompilerThread0, C* CompilerThread*"
  })
  void numbersInNamesPass(String name, String pattern) {
    assertThat(ThreadNames.pattern(name)).isEqualTo(pattern);
  }

  @Test
  void threadsOfAPoolAreCountedTogether() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try {
      for (int i = 0; i < 3; i++) {
        Thread thread = new Thread(() -> awaitQuietly(end), "counted-" + i);
        thread.setDaemon(true);
        thread.start();
      }
      OwnerRows rows = new OwnerRows("run");
      new ThreadNames().count(System.nanoTime(), rows);
      assertThat(rows.rows())
          .filteredOn(row -> row.owner().equals("counted-*"))
          .extracting(Owner::count)
          .containsExactly(3L);
    } finally {
      end.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
