package dev.plimsoll.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.wire.control.ControlMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HeldBindsTest {
  private final List<ControlMessage> said = new CopyOnWriteArrayList<>();

  @Test
  void aBindWaitsUntilItsPortIsReleased() {
    HeldBinds binds = binds(60_000);
    Thread thread = new Thread(() -> binds.await(3000, "127.0.0.1", 50));
    thread.start();
    await().until(() -> said.contains(new ControlMessage.Binding(3000, "127.0.0.1", 50)));
    binds.mayBind(new ControlMessage.MayBind(4000));
    assertThat(thread.isAlive()).isTrue();
    binds.mayBind(new ControlMessage.MayBind(3000));
    await().until(() -> !thread.isAlive());
  }

  @Test
  void aBindGoesOnByItselfWhenNobodyAnswers() {
    binds(50).await(3000, "127.0.0.1", 50);
    assertThat(said).containsExactly(new ControlMessage.Binding(3000, "127.0.0.1", 50));
  }

  @Test
  void anyFreePortNeedsNoWaiting() {
    binds(60_000).await(0, "127.0.0.1", 50);
    assertThat(said).isEmpty();
  }

  @Test
  void theAnswerSaysWhichSocketToServe() throws Exception {
    HeldBinds binds = binds(60_000);
    FutureTask<HeldBinds.Answer> bind = new FutureTask<>(() -> binds.await(3000, "127.0.0.1", 50));
    new Thread(bind).start();
    await().until(() -> !said.isEmpty());
    binds.mayBind(new ControlMessage.MayBind(3000, 8));
    assertThat(bind.get()).isEqualTo(new HeldBinds.Answer(8, false));
  }

  @Test
  void whatIsSaidAfterTheBindIsForThePortThatStandsBy() throws Exception {
    HeldBinds binds = binds(60_000);
    List<String> later = new CopyOnWriteArrayList<>();
    binds.laterBy((port, descriptor) -> later.add(port + " on " + descriptor));
    FutureTask<HeldBinds.Answer> bind = new FutureTask<>(() -> binds.await(3000, "127.0.0.1", 50));
    new Thread(bind).start();
    await().until(() -> !said.isEmpty());
    binds.standBy(3000);
    assertThat(bind.get().standsBy()).isTrue();
    binds.mayBind(new ControlMessage.MayBind(3000, 7));
    assertThat(later).containsExactly("3000 on 7");
  }

  @Test
  void withoutASupervisorNothingWaits() {
    HeldBinds binds = binds(60_000);
    Thread thread = new Thread(() -> binds.await(3000, "127.0.0.1", 50));
    thread.start();
    await().until(() -> !said.isEmpty());
    binds.releaseAll();
    await().until(() -> !thread.isAlive());
    binds.await(5000, "127.0.0.1", 50);
  }

  private HeldBinds binds(long limitMs) {
    HeldBinds binds = new HeldBinds(limitMs);
    binds.announceBy(said::add);
    return binds;
  }
}
