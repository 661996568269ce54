package dev.plimsoll.supervisor.control;

import dev.plimsoll.supervisor.socket.Connection;
import dev.plimsoll.supervisor.socket.Session;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.control.ControlMessage.Declined;
import dev.plimsoll.wire.control.ControlMessage.Hello;
import dev.plimsoll.wire.control.ControlMessage.Welcome;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One agent's connection: hello first, then news of the run. */
final class AgentSession implements Session {
  private final Connection connection;
  private final Function<String, Optional<? extends ControlledRun>> runs;
  private @Nullable ControlledRun run;

  AgentSession(Connection connection, Function<String, Optional<? extends ControlledRun>> runs) {
    this.connection = connection;
    this.runs = runs;
  }

  @Override
  public void received(String line) {
    ControlMessage message;
    try {
      message = ControlMessage.ofLine(line);
    } catch (MalformedMessageException e) {
      // A newer agent may say what we do not know yet; before its hello it is no agent.
      if (run == null) {
        decline("the first line must be a hello: " + e.getMessage());
      }
      return;
    }
    if (run != null) {
      run.heard(message);
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
    Optional<String> objection = wanted.get().claim(hello.pid(), connection);
    if (objection.isPresent()) {
      decline(objection.get());
      return;
    }
    run = wanted.get();
    connection.send(new Welcome().toLine());
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
