package dev.plimsoll.supervisor.control;

import dev.plimsoll.supervisor.socket.Connection;
import dev.plimsoll.supervisor.socket.Session;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.control.ControlMessage.Declined;
import dev.plimsoll.wire.control.ControlMessage.Guard;
import dev.plimsoll.wire.control.ControlMessage.Hello;
import dev.plimsoll.wire.control.ControlMessage.Overload;
import dev.plimsoll.wire.control.ControlMessage.Welcome;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One agent's connection: hello first, then news of the run; or its guard's. */
final class AgentSession implements Session {
  private final Connection connection;
  private final Function<String, Optional<? extends ControlledRun>> runs;
  private final BiConsumer<String, Overload> overloads;
  private @Nullable ControlledRun run;
  private @Nullable String guarded;

  AgentSession(
      Connection connection,
      Function<String, Optional<? extends ControlledRun>> runs,
      BiConsumer<String, Overload> overloads) {
    this.connection = connection;
    this.runs = runs;
    this.overloads = overloads;
  }

  @Override
  public void received(String line) {
    ControlMessage message;
    try {
      message = ControlMessage.ofLine(line);
    } catch (MalformedMessageException e) {
      // A newer agent may say what we do not know yet; before its hello it is no agent.
      if (run == null && guarded == null) {
        decline("the first line must be a hello: " + e.getMessage());
      }
      return;
    }
    if (guarded != null) {
      guard(guarded, message);
    } else if (run != null) {
      run.heard(message);
    } else if (message instanceof Guard guard) {
      greet(guard);
    } else if (message instanceof Hello hello) {
      greet(hello);
    } else {
      decline("the first line must be a hello");
    }
  }

  private void greet(Hello hello) {
    Optional<? extends ControlledRun> wanted = runs.apply(hello.run());
    if (wanted.isEmpty()) {
      decline("no run " + hello.run() + " is kept here");
      return;
    }
    Optional<String> objection = wanted.get().claim(hello.pid(), hello.can(), connection);
    if (objection.isPresent()) {
      decline(objection.get());
      return;
    }
    run = wanted.get();
    connection.send(new Welcome().toLine());
  }

  private void greet(Guard guard) {
    Optional<String> objection =
        runs.apply(guard.run())
            .map(found -> found.claimGuard(guard.pid()))
            .orElse(Optional.of("no run " + guard.run() + " is kept here"));
    if (objection.isPresent()) {
      decline(objection.get());
      return;
    }
    guarded = guard.run();
    connection.send(new Welcome().toLine());
  }

  private void guard(String guardedRun, ControlMessage message) {
    if (message instanceof Overload overload) {
      overloads.accept(guardedRun, overload);
    }
  }

  private void decline(String reason) {
    connection.send(new Declined(reason).toLine());
    connection.close();
  }

  @Override
  public void closed() {
    if (run != null) {
      run.left(connection);
    }
  }
}
