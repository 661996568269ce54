package dev.plimsoll.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.wire.control.ControlMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HeldBindsTest {
  private final List<ControlMessage> said = new CopyOnWriteArrayList<>();

  @Test
  void aBindWaitsUntilItsPortIsReleased() {
    HeldBinds binds = binds(60_000);
    Thread thread = new Thread(() -> binds.await(3000));
    thread.start();
    await().until(() -> said.contains(new ControlMessage.Binding(3000)));
    binds.release(4000);
    assertThat(thread.isAlive()).isTrue();
    binds.release(3000);
    await().until(() -> !thread.isAlive());
  }

  @Test
  void aBindGoesOnByItselfWhenNobodyAnswers() {
    binds(50).await(3000);
    assertThat(said).containsExactly(new ControlMessage.Binding(3000));
  }

  @Test
  void anyFreePortNeedsNoWaiting() {
    binds(60_000).await(0);
    assertThat(said).isEmpty();
  }

  @Test
  void aReleasedPortIsFreeForGood() {
    HeldBinds binds = binds(60_000);
    binds.release(3000);
    binds.await(3000);
    assertThat(said).isEmpty();
  }

  @Test
  void withoutASupervisorNothingWaits() {
    HeldBinds binds = binds(60_000);
    Thread thread = new Thread(() -> binds.await(3000));
    thread.start();
    await().until(() -> !said.isEmpty());
    binds.releaseAll();
    await().until(() -> !thread.isAlive());
    binds.await(5000);
  }

  private HeldBinds binds(long limitMs) {
    HeldBinds binds = new HeldBinds(limitMs);
    binds.announceBy(said::add);
    return binds;
  }
}
