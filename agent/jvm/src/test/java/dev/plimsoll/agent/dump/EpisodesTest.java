package dev.plimsoll.agent.dump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpisodesTest {
  private static final long MINUTE = 60_000_000_000L;
  private long live = 760;
  private final Episodes episodes = new Episodes(() -> live, 1_000);

  @Test
  void anEpisodeLastsUntilLiveHeapHasFallen() {
    assertThat(episodes.isOpen(0)).isFalse();
    episodes.dumped(0);
    live = 711;
    assertThat(episodes.isOpen(MINUTE)).isTrue();
    live = 709;
    assertThat(episodes.isOpen(MINUTE)).isFalse();
    live = 800;
    assertThat(episodes.isOpen(MINUTE)).isFalse();
  }

  @Test
  void orUntilItIsTooLongAgo() {
    episodes.dumped(MINUTE);
    live = 900;
    assertThat(episodes.isOpen(10 * MINUTE)).isTrue();
    assertThat(episodes.isOpen(12 * MINUTE)).isFalse();
  }
}
