package dev.plimsoll.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void stepsDoubleUpToTenSeconds() {
    Backoff backoff = new Backoff(() -> 1);
    assertThat(new long[] {backoff.next(), backoff.next(), backoff.next()})
        .containsExactly(500, 1_000, 2_000);
    for (int i = 0; i < 10; i++) {
      backoff.next();
    }
    assertThat(backoff.next()).isEqualTo(10_000);
  }

  @Test
  void chanceSpreadsThemOverTheUpperHalf() {
    assertThat(new Backoff(() -> 0).next()).isEqualTo(250);
  }

  @Test
  void successStartsAnew() {
    Backoff backoff = new Backoff(() -> 1);
    backoff.next();
    backoff.next();
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(500);
  }
}
