package dev.plimsoll.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GridTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START_MS = 1_700_000_000_123L;

  private final Grid grid = new Grid(0, START_MS);

  @Test
  void lateSamplesDoNotShiftTheOnesAfterThem() {
    assertThat(grid.take(3, START_MS)).isEqualTo(START_MS);
    assertThat(grid.take(SECOND + 40_000_000, START_MS + 1_040)).isEqualTo(START_MS + 1_000);
    assertThat(grid.dueNanos()).isEqualTo(2 * SECOND);
  }

  @Test
  void theSecondsOfAPauseAreLeftOut() {
    grid.take(0, START_MS);
    assertThat(grid.take(4 * SECOND + 1, START_MS + 4_000)).isEqualTo(START_MS + 4_000);
    assertThat(grid.dueNanos()).isEqualTo(5 * SECOND);
  }

  @Test
  void aClockThatWasSetIsFollowed() {
    grid.take(0, START_MS);
    assertThat(grid.take(SECOND, START_MS + 1_000 + 3_600_000)).isEqualTo(START_MS + 3_601_000);
  }

  @Test
  void aSmallDriftOfTheClockDoesNotMoveTheGrid() {
    grid.take(0, START_MS);
    assertThat(grid.take(SECOND, START_MS + 1_300)).isEqualTo(START_MS + 1_000);
  }
}
