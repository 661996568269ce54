package dev.plimsoll.supervisor.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.supervisor.spec.RestartSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CrashLoopTest {
  private final HandClock clock = new HandClock();
  private final CrashLoop loop = new CrashLoop(RestartSpec.DEFAULT, clock);

  @Test
  void tenEndsWithinTenMinutesAreALoop() {
    assertThat(endsFoundAfter(Duration.ofMillis(100), Duration.ofSeconds(1), 50)).isEqualTo(10);
  }

  @Test
  void lateCrashesAreALoopToo() {
    // Each of these runs lived long enough to be believed in.
    assertThat(endsFoundAfter(Duration.ofSeconds(40), Duration.ofSeconds(1), 50)).isEqualTo(10);
  }

  @Test
  void slowCrashesAreALoopToo() {
    // A start that takes five minutes to fail never makes ten within ten minutes.
    assertThat(endsFoundAfter(Duration.ofSeconds(20), Duration.ofMinutes(5), 50)).isEqualTo(10);
  }

  @Test
  void anEndNowAndThenIsNone() {
    assertThat(endsFoundAfter(Duration.ofMinutes(3), Duration.ofSeconds(1), 200)).isZero();
  }

  @Test
  void aLoopIsFoundOnceAndGoesOnUntilARunIsBelievedIn() {
    assertThat(endsFoundAfter(Duration.ofMillis(100), Duration.ofSeconds(1), 10)).isEqualTo(10);
    CrashLoop.Finding again = loop.ended(Duration.ofMillis(100));
    assertThat(again).isNotNull();
    assertThat(again.justFound()).isFalse();
    assertThat(again.ends()).isEqualTo(11);
    assertThat(again.within()).isGreaterThan(Duration.ofSeconds(9));
    loop.recovered();
    assertThat(loop.isOn()).isFalse();
    assertThat(loop.ended(Duration.ofMillis(100))).isNull();
  }

  /** Which end it was that was found to be one of a loop; 0 if none was. */
  private int endsFoundAfter(Duration uptime, Duration wait, int most) {
    for (int end = 1; end <= most; end++) {
      clock.now = clock.now.plus(uptime);
      CrashLoop.Finding finding = loop.ended(uptime);
      if (finding != null) {
        assertThat(finding.justFound()).isTrue();
        return end;
      }
      clock.now = clock.now.plus(wait);
    }
    return 0;
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
