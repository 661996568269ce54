package dev.plimsoll.agent.handles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeakTableTest {
  private final WeakTable<String> table = new WeakTable<>(2);

  @Test
  void objectsAreTakenByIdentityAndOnce() {
    String one = new String("same");
    String other = new String("same");
    table.put(one, "1");
    table.put(one, "2");
    table.put(other, "3");
    assertThat(values()).containsExactlyInAnyOrder("1", "3");
    table.remove(one);
    assertThat(values()).containsExactly("3");
  }

  @Test
  void whatIsNotThereCanBeRemoved() {
    table.remove(new Object());
    assertThat(table.size()).isZero();
  }

  @Test
  void beyondTheLimitNothingIsTakenIn() {
    List<Object> held = List.of(new Object(), new Object(), new Object());
    held.forEach(object -> table.put(object, "x"));
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void whatIsDroppedWithoutAWordLeaves() {
    table.put(new Object(), "gone");
    await()
        .until(
            () -> {
              System.gc();
              return values().isEmpty();
            });
    assertThat(table.size()).isZero();
  }

  private List<String> values() {
    List<String> values = new ArrayList<>();
    table.forEach(values::add);
    return values;
  }
}
