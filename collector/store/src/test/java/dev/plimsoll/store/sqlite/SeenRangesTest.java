package dev.plimsoll.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenRangesTest {
  private final SeenRanges seen = new SeenRanges();

  @Test
  void aNumberIsNewOnce() {
    assertThat(seen.add(5)).isTrue();
    assertThat(seen.add(5)).isFalse();
  }

  @Test
  void numbersInAnyOrderEndAsOneRange() {
    List<Long> numbers = new ArrayList<>();
    for (long i = 1; i <= 1000; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, new Random(7));

    assertThat(numbers).allMatch(seen::add);
    assertThat(numbers).noneMatch(seen::add);
    assertThat(seen.size()).isEqualTo(1);
  }

  @Test
  void whatWasWrittenIsReadBack() {
    seen.add(1);
    seen.add(2);
    seen.add(4);
    seen.add(Long.MAX_VALUE - 1);

    SeenRanges read = SeenRanges.decode(seen.encode());

    assertThat(read.size()).isEqualTo(3);
    assertThat(List.of(1L, 2L, 4L, Long.MAX_VALUE - 1)).noneMatch(read::add);
    assertThat(read.add(3)).isTrue();
    assertThat(read.size()).isEqualTo(2);
  }

  @Test
  void aSenderThatLostEverySecondNumberDoesNotGrowItForEver() {
    for (long i = 0; i < 20_000; i++) {
      seen.add(2 * i + 1);
    }

    SeenRanges read = SeenRanges.decode(seen.encode());

    assertThat(read.size()).isEqualTo(SeenRanges.MOST_RANGES);
    assertThat(read.add(39_998)).as("the newest gaps stay open").isTrue();
    assertThat(read.add(2)).as("the oldest are closed").isFalse();
  }
}
