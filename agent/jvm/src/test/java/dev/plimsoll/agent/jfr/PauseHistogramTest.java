package dev.plimsoll.agent.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseHistogramTest {
  private final PauseHistogram histogram = new PauseHistogram();

  @ParameterizedTest
  @ValueSource(
      longs = {1_000, 7_000, 8_500, 100_000, 999_000, 5_000_000, 1_234_567_000, 3_600_000_000_000L})
  void aPercentileIsNotBelowAndHardlyAboveWhatWasAdded(long nanos) {
    histogram.add(nanos);
    histogram.add(nanos * 2);
    assertThat(histogram.percentile(0.5)).isBetween(nanos, nanos + nanos * 14 / 100 + 2_000);
    assertThat(histogram.percentile(0.99)).isLessThanOrEqualTo(nanos * 2);
    assertThat(histogram.longest()).isEqualTo(nanos * 2);
  }

  @Test
  void percentilesCountFromTheShortest() {
    for (int i = 1; i <= 99; i++) {
      histogram.add(1_000_000);
    }
    histogram.add(80_000_000);
    assertThat(histogram.count()).isEqualTo(100);
    assertThat(histogram.percentile(0.5)).isBetween(1_000_000L, 1_150_000L);
    assertThat(histogram.percentile(0.99)).isBetween(1_000_000L, 1_150_000L);
    assertThat(histogram.percentile(1)).isEqualTo(80_000_000);
  }

  @Test
  void emptiedItKnowsNothing() {
    histogram.add(1);
    histogram.clear();
    assertThat(histogram.count()).isZero();
    assertThat(histogram.longest()).isZero();
    assertThat(histogram.percentile(0.5)).isZero();
  }

  @Test
  void whatIsOutOfRangeIsInTheFirstOrLastBucket() {
    histogram.add(0);
    histogram.add(Long.MAX_VALUE);
    assertThat(histogram.count()).isEqualTo(2);
    assertThat(histogram.percentile(0.5)).isLessThan(3_000);
  }
}
