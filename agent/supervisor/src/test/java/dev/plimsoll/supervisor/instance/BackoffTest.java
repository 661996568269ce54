package dev.plimsoll.supervisor.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.supervisor.spec.RestartSpec;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  /** Half way between the shortest and the longest: no jitter. */
  private static final RandomGenerator MIDDLE = fixed(0.5);

  @Test
  void itDoublesFromOneSecondToSixty() {
    Backoff backoff = new Backoff(RestartSpec.DEFAULT, MIDDLE);
    for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(backoff.next(Duration.ZERO)).isEqualTo(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void aRunThatLivedBringsItBackToTheStart() {
    Backoff backoff = new Backoff(RestartSpec.DEFAULT, MIDDLE);
    backoff.next(Duration.ZERO);
    backoff.next(Duration.ZERO);
    assertThat(backoff.next(Duration.ofSeconds(29))).isEqualTo(Duration.ofSeconds(4));
    assertThat(backoff.next(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void chanceMovesItByAFifthAndNeverAboveTheLongest() {
    assertThat(new Backoff(RestartSpec.DEFAULT, fixed(0)).next(Duration.ZERO))
        .isEqualTo(Duration.ofMillis(800));
    Backoff late = new Backoff(RestartSpec.DEFAULT, fixed(1));
    assertThat(late.next(Duration.ZERO)).isEqualTo(Duration.ofMillis(1200));
    for (int i = 0; i < 2000; i++) {
      assertThat(late.next(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(60));
    }
  }

  private static RandomGenerator fixed(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }
}
