package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.socket.Connection;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.control.ControlMessage.Binding;
import dev.plimsoll.wire.control.ControlMessage.Listening;
import dev.plimsoll.wire.control.ControlMessage.MayBind;
import dev.plimsoll.wire.control.ControlMessage.Status;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the agent of a run has told, and what it is told. */
final class AgentSide {
  private final Set<Integer> listening = new TreeSet<>();
  private final Set<Integer> waitingToBind = new TreeSet<>();
  private Map<String, Double> metrics = Map.of();
  private @Nullable Connection connection;
  private @Nullable Long pid;
  private @Nullable Integer heldPort;
  private boolean bindAllowed;

  /**
   * The side of an agent that has yet to connect.
   *
   * @param bindAllowed false for a run that must not bind before its predecessor has let go
   */
  AgentSide(boolean bindAllowed) {
    this.bindAllowed = bindAllowed;
  }

  synchronized void connected(long agentPid, Connection agent) {
    pid = agentPid;
    connection = agent;
  }

  /** An agent that broke its connection and came back must not lose the new one to the old one. */
  synchronized void left(Connection agent) {
    if (agent.equals(connection)) {
      connection = null;
    }
  }

  synchronized void heard(ControlMessage message) {
    if (message instanceof Listening found) {
      listening.add(found.port());
    } else if (message instanceof Status status) {
      metrics = Map.copyOf(status.metrics());
    } else if (message instanceof Binding binding) {
      binding(binding.port());
    }
  }

  private void binding(int port) {
    if (bindAllowed) {
      send(new MayBind(port));
      return;
    }
    waitingToBind.add(port);
    if (heldPort == null) {
      heldPort = port;
    }
  }

  synchronized void allowBind() {
    bindAllowed = true;
    waitingToBind.forEach(port -> send(new MayBind(port)));
    waitingToBind.clear();
  }

  private void send(ControlMessage message) {
    if (connection != null) {
      connection.send(message.toLine());
    }
  }

  /** The process that said hello; null as long as none has. */
  synchronized @Nullable Long pid() {
    return pid;
  }

  synchronized Set<Integer> listening() {
    return Set.copyOf(listening);
  }

  /** The first port that was held back; null if none was. */
  synchronized @Nullable Integer heldPort() {
    return heldPort;
  }

  synchronized Map<String, Double> metrics() {
    return metrics;
  }
}
