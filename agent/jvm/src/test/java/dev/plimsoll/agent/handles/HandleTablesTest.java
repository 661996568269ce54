package dev.plimsoll.agent.handles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agent.spy.Kind;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HandleTablesTest {
  private final HandleTables tables = new HandleTables(new URLClassLoader(new URL[0]));
  private final Naming naming = tables.naming();

  @Test
  void aRequestEndsWithItsFutureHoweverThatIs() {
    CompletableFuture<String> answered = new CompletableFuture<>();
    CompletableFuture<String> failed = new CompletableFuture<>();
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    begin(answered);
    begin(failed);
    begin(cancelled);
    assertThat(tables.calls().size()).isEqualTo(3);
    answered.complete("yes");
    failed.completeExceptionally(new IllegalStateException());
    cancelled.cancel(true);
    assertThat(tables.calls().size()).isZero();
    assertThat(naming.ofUri("http", "a", 1).latency(System.nanoTime())).isNotNull();
  }

  @Test
  void aRequestThatGotNoFutureHasFailed() {
    tables.requestPromised(tables.requestBegan(naming.ofUri("http", "a", 1)), null);
    assertThat(tables.calls().size()).isZero();
  }

  @Test
  void endingTwiceCountsOnce() {
    Call first = tables.requestBegan(naming.ofUri("http", "a", 1));
    tables.requestBegan(naming.ofUri("http", "a", 1));
    tables.requestEnded(first);
    tables.requestEnded(first);
    assertThat(tables.calls().size()).isEqualTo(1);
  }

  @Test
  void theFirstOpeningsHaveTheirFrameAndThenSomeHave() {
    Holder holder = naming.ofFile("/tmp/x");
    List<Object> files = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      files.add(new Object());
      tables.opened(files.get(i), holder);
    }
    AtomicLong known = new AtomicLong();
    tables.handles().forEach(held -> known.addAndGet(held.frame() == null ? 0 : 1));
    // The first 32, and one in 128 of the others, give or take.
    assertThat(known.get()).isBetween(32L + 60, 32L + 400);
    assertThat(files).hasSize(20_000);
  }

  @Test
  void aHolderOfSomethingOldHasNearlyEveryOpeningLookedAt() {
    Holder holder = naming.ofFile("/tmp/x");
    Object old = new Object();
    tables.opened(old, holder);
    Census census = new Census(1, System.nanoTime() + 11_000_000_000L);
    tables.handles().forEach(census::count);
    assertThat(census.found()).containsExactly(holder);
    assertThat(census.grant(holder)).isTrue();
    List<Object> more = new ArrayList<>();
    for (int i = 0; i < FrameBudget.WITH_OLD; i++) {
      more.add(new Object());
      tables.opened(more.get(i), holder);
    }
    tables.handles().forEach(held -> assertThat(held.frame()).isNotNull());
    assertThat(more).hasSize(FrameBudget.WITH_OLD);
  }

  @Test
  void theFrameThatOpenedMostIsTheHolders() {
    Holder holder = new Holder(Kind.FILE, "x");
    Frame rare = new Frame("a.A.rare", "a.A.rare(A.java:1)");
    Frame usual = new Frame("a.A.usual", "a.A.usual(A.java:2)");
    for (int i = 0; i < 100; i++) {
      holder.count(1, 0, i % 3 == 0 ? rare : usual, false);
    }
    assertThat(holder.frame()).isEqualTo(usual);
    assertThat(holder.counted()).isEqualTo(100);
  }

  private void begin(CompletableFuture<String> future) {
    tables.requestPromised(tables.requestBegan(naming.ofUri("http", "a", 1)), future);
  }
}
