package dev.plimsoll.agent.handles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HeldTableTest {
  private final Holder one = new Holder("file", "one");
  private final Holder other = new Holder("file", "other");
  private final HeldTable table = new HeldTable(100_000);

  @Test
  void objectsAreTakenByIdentity() {
    String first = new String("same");
    String second = new String("same");
    assertThat(add(first, one)).isTrue();
    assertThat(add(second, one)).isTrue();
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.remove(first)).isNotNull();
    assertThat(table.remove(first)).isNull();
    assertThat(table.size()).isEqualTo(1);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void whatIsAddedAgainChangesHandsAndKeepsItsAge() {
    Object object = new Object();
    table.add(new Held(object, one, 7, null), object);
    assertThat(table.add(new Held(object, other, 9, null), object)).isFalse();
    Held held = table.remove(object);
    assertThat(held).isNotNull();
    assertThat(held.holder()).isSameAs(other);
    assertThat(held.sinceNanos()).isEqualTo(7);
  }

  @Test
  void manyAreFoundAgainWhateverTheOrder() {
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      objects.add(new Object());
      add(objects.get(i), one);
    }
    assertThat(table.size()).isEqualTo(20_000);
    for (int i = 0; i < objects.size(); i += 2) {
      assertThat(table.remove(objects.get(i))).isNotNull();
    }
    List<Object> left = new ArrayList<>();
    table.forEach(held -> left.add(held.get()));
    assertThat(left).hasSize(10_000).contains(objects.get(1)).doesNotContain(objects.get(0));
  }

  @Test
  void whatIsDroppedWithoutAWordLeaves() {
    add(new Object(), one);
    await()
        .until(
            () -> {
              System.gc();
              table.forEach(held -> {});
              return table.size() == 0;
            });
    assertThat(table.everUsed()).isTrue();
  }

  @Test
  void beyondTheLimitNothingIsTakenInAndThatIsCounted() {
    HeldTable small = new HeldTable(128);
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      objects.add(new Object());
      small.add(new Held(objects.get(i), one, 0, null), objects.get(i));
    }
    assertThat(small.size()).isEqualTo(128);
    assertThat(small.leftOut()).isEqualTo(10_000 - 128);
    objects.forEach(small::remove);
    assertThat(small.size()).isZero();
  }

  @Test
  void anEntryWithoutAnObjectIsDroppedByItself() {
    Call call = new Call(one, 0, null);
    table.add(call, null);
    assertThat(table.drop(call)).isTrue();
    assertThat(table.drop(call)).isFalse();
    assertThat(table.size()).isZero();
  }

  @Test
  void threadsDoNotLoseEachOthersEntries() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      List<Object> kept = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        done.add(threads.submit(() -> openAndCloseSome(kept)));
      }
      for (Future<?> future : done) {
        future.get();
      }
      assertThat(table.size()).isEqualTo(4_000);
      assertThat(kept).hasSize(4_000);
    } finally {
      threads.shutdownNow();
    }
  }

  private void openAndCloseSome(List<Object> kept) {
    for (int i = 0; i < 10_000; i++) {
      Object object = new Object();
      add(object, one);
      if (i % 10 == 0) {
        synchronized (kept) {
          kept.add(object);
        }
      } else {
        table.remove(object);
      }
    }
  }

  private boolean add(Object object, Holder holder) {
    return table.add(new Held(object, holder, System.nanoTime(), null), object);
  }
}
