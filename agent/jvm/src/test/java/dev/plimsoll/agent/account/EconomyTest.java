package dev.plimsoll.agent.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EconomyTest {
  private static final Budget BUDGET = new Budget(0.02, 1_000, 10_000, 60_000, 30_000);
  private static final double OVER = 0.05;
  private static final double NEAR = 0.015;
  private static final double CALM = 0.005;

  private final List<String> told = new ArrayList<>();
  private final Economy economy =
      new Economy(
          BUDGET,
          List.of(feature("first"), feature("second")),
          (feature, on, cpu, alloc) -> told.add((on ? "+" : "-") + feature.name()));
  private final List<String> switched = new ArrayList<>();
  private long now = 1_000_000;

  @Test
  void nothingIsSwitchedWhileTheAgentStarts() {
    run(OVER, 0, 30);
    assertThat(told).isEmpty();
  }

  @Test
  void overTheBudgetOneFeatureAWindowGoesInOrderAndNoMoreThanThereAre() {
    run(CALM, 0, 31);
    run(OVER, 0, 11);
    assertThat(told).containsExactly("-first");
    run(OVER, 0, 10);
    assertThat(told).containsExactly("-first", "-second");
    run(OVER, 0, 60);
    assertThat(told).containsExactly("-first", "-second");
    assertThat(economy.off()).isEqualTo(2);
    assertThat(switched).containsExactly("first false", "second false");
  }

  @Test
  void oneBurstWithinAWindowIsNotAnAverage() {
    run(CALM, 0, 31);
    run(0.15, 0, 1);
    run(0, 0, 60);
    assertThat(told).isEmpty();
  }

  @Test
  void allocationCountsAsWell() {
    run(CALM, 0, 31);
    run(CALM, 2_000, 11);
    assertThat(told).containsExactly("-first");
  }

  @Test
  void afterACalmTimeTheLastComesBackAndUseNearTheBudgetIsNotCalm() {
    run(CALM, 0, 31);
    run(OVER, 0, 20);
    assertThat(economy.off()).isEqualTo(2);
    run(NEAR, 0, 300);
    assertThat(economy.off()).isEqualTo(2);
    run(CALM, 0, 71);
    assertThat(told).containsExactly("-first", "-second", "+second");
    run(CALM, 0, 71);
    assertThat(told).endsWith("+first");
    assertThat(economy.off()).isZero();
  }

  @Test
  void whatGoesAgainSoonAfterItCameBackWaitsTwiceAsLong() {
    run(CALM, 0, 31);
    run(OVER, 0, 11);
    run(CALM, 0, 71);
    assertThat(told).containsExactly("-first", "+first");
    run(OVER, 0, 11);
    assertThat(told).containsExactly("-first", "+first", "-first");
    run(CALM, 0, 100);
    assertThat(told).filteredOn(news -> news.startsWith("+")).hasSize(1);
    run(CALM, 0, 50);
    assertThat(told).filteredOn(news -> news.startsWith("+")).hasSize(2);
  }

  private void run(double cpu, double alloc, int seconds) {
    for (int i = 0; i < seconds; i++) {
      economy.take(cpu, alloc, now);
      now += 1_000;
    }
  }

  private Feature feature(String name) {
    return new Feature(name, on -> switched.add(name + " " + on));
  }
}
