package dev.plimsoll.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final long START = 1_790_000_000_000L;

  @Test
  void aSteadyRiseReachesTheSizeWhenItMust() {
    // 1 a second from 100: at second 59 it is 159, and 200 is 41 s away.
    assertThat(until(60, second -> 100 + second, 200)).hasValue(41_000);
  }

  @Test
  void aRiseWithNoiseIsForecastAboutRight() {
    Random random = new Random(3);
    OptionalLong until = until(120, second -> 100 + second + random.nextGaussian() * 5, 400);

    assertThat((double) until.orElseThrow()).isCloseTo(181_000, Offset.offset(15_000.0));
  }

  @Test
  void flatAndFallingHeapsHaveNoForecast() {
    assertThat(until(60, second -> 100, 200)).isEmpty();
    assertThat(until(60, second -> 190 - second, 200)).isEmpty();
  }

  @Test
  void aSawtoothThatGoesNowhereHasNoForecast() {
    assertThat(until(180, second -> 100 + second % 20 * 3, 200)).isEmpty();
  }

  @Test
  void aFewPointsOrAFewSecondsAreNoTrend() {
    assertThat(until(19, second -> 100 + second, 200)).isEmpty();
    List<Forecast.Point> burst = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      burst.add(new Forecast.Point(START + i, 100 + i));
    }
    assertThat(Forecast.untilReaches(burst, 900, START + 100)).isEmpty();
  }

  @Test
  void whatIsReachedAlreadyIsNow() {
    assertThat(until(60, second -> 210, 200)).hasValue(0);
  }

  @Test
  void whatIsMoreThanAWeekAwayIsNotForecast() {
    assertThat(until(60, second -> 100 + second * 1e-4, 200)).isEmpty();
  }

  private static OptionalLong until(int seconds, IntToDoubleFunction live, double size) {
    List<Forecast.Point> points = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      points.add(new Forecast.Point(START + second * 1000L, live.applyAsDouble(second)));
    }
    return Forecast.untilReaches(points, size, START + (seconds - 1) * 1000L);
  }
}
