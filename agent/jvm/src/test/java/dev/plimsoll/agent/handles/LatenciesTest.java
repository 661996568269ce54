package dev.plimsoll.agent.handles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.reading.Latency;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final Percentage PRECISION = Percentage.withPercentage(12.5);
  private final Latencies latencies = new Latencies();
  private final long start = System.nanoTime();

  @Test
  void quantilesAreWithinABucketOfTheTruth() {
    for (int ms = 1; ms <= 1_000; ms++) {
      latencies.add(TimeUnit.MILLISECONDS.toNanos(ms));
    }
    Latency recent = latencies.recent(start);
    assertThat(recent.p50()).isCloseTo(500, PRECISION).isGreaterThanOrEqualTo(500);
    assertThat(recent.p99()).isCloseTo(990, PRECISION).isGreaterThanOrEqualTo(990);
    assertThat(recent.max()).isEqualTo(1_000);
  }

  @Test
  void aQuantileIsNeverAboveTheLongest() {
    latencies.add(TimeUnit.MICROSECONDS.toNanos(300));
    assertThat(latencies.recent(start)).isEqualTo(new Latency(0.3, 0.3, 0.3));
  }

  @Test
  void everyDurationHasItsBucketAndThatEndsAboveIt() {
    for (long nanos = 0; nanos < TimeUnit.HOURS.toNanos(4); nanos += 1 + nanos / 20) {
      int bucket = Latencies.bucket(nanos);
      assertThat(Latencies.upperEnd(bucket)).isGreaterThan(nanos);
      if (bucket > 0) {
        assertThat(Latencies.upperEnd(bucket - 1)).isLessThanOrEqualTo(nanos);
      }
    }
    assertThat(Latencies.bucket(Long.MAX_VALUE)).isEqualTo(Latencies.bucket(Long.MAX_VALUE / 2));
  }

  @Test
  void whatIsLongAgoIsForgotten() {
    latencies.add(1_000_000);
    assertThat(latencies.recent(start + TimeUnit.SECONDS.toNanos(61))).isNotNull();
    assertThat(latencies.recent(start + TimeUnit.SECONDS.toNanos(200))).isNull();
  }
}
