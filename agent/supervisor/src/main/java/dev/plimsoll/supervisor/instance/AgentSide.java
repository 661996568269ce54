package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.socket.Connection;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.control.ControlMessage.Binding;
import dev.plimsoll.wire.control.ControlMessage.Drain;
import dev.plimsoll.wire.control.ControlMessage.Drained;
import dev.plimsoll.wire.control.ControlMessage.Listening;
import dev.plimsoll.wire.control.ControlMessage.MayBind;
import dev.plimsoll.wire.control.ControlMessage.Ready;
import dev.plimsoll.wire.control.ControlMessage.StandBy;
import dev.plimsoll.wire.control.ControlMessage.StandingBy;
import dev.plimsoll.wire.control.ControlMessage.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the agent of a run has told, and what it is told. */
final class AgentSide {
  private final RunPorts ports;
  private final Set<Integer> listening = new TreeSet<>();
  private final Map<Integer, Binding> waiting = new LinkedHashMap<>();
  private final Set<Integer> sentAside = new TreeSet<>();
  private final Set<Integer> standingBy = new TreeSet<>();
  private Map<String, Double> metrics = Map.of();
  private Set<String> can = Set.of();
  private @Nullable Connection connection;
  private @Nullable Long pid;
  private @Nullable Long undone;
  private boolean bindAllowed;
  private boolean saidReady;

  /**
   * The side of an agent that has yet to connect.
   *
   * @param bindAllowed false for a run that must not bind before it has its predecessor's place
   */
  AgentSide(RunPorts ports, boolean bindAllowed) {
    this.ports = ports;
    this.bindAllowed = bindAllowed;
  }

  /** What it told the supervisor before; it says it again when it has come back. */
  synchronized void resume(Set<Integer> listeningBefore) {
    listening.addAll(listeningBefore);
    listeningBefore.forEach(ports::servesAlready);
  }

  synchronized void connected(long agentPid, Set<String> abilities, Connection agent) {
    pid = agentPid;
    can = abilities;
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
      // Nothing new, unless it has bound the port at the word of a supervisor that is gone.
      if (can.contains(ControlMessage.INHERIT)) {
        ports.servesAlready(found.port());
      }
    } else if (message instanceof Ready) {
      saidReady = true;
    } else if (message instanceof Status status) {
      metrics = Map.copyOf(status.metrics());
    } else if (message instanceof Binding binding) {
      binding(binding);
    } else if (message instanceof StandingBy standing) {
      standingBy.add(standing.port());
    } else if (message instanceof Drained drained) {
      undone = drained.left();
    }
  }

  private void binding(Binding binding) {
    if (bindAllowed) {
      allow(binding);
      return;
    }
    waiting.put(binding.port(), binding);
    // Where the port is not ours to share, only the old run's leaving frees it.
    if (can.contains(ControlMessage.STAND_BY) && find(binding).isPresent()) {
      sentAside.add(binding.port());
      send(new StandBy(binding.port()));
    }
  }

  private OptionalInt find(Binding binding) {
    return can.contains(ControlMessage.INHERIT) ? ports.find(binding) : OptionalInt.empty();
  }

  private void allow(Binding binding) {
    OptionalInt descriptor = find(binding);
    if (descriptor.isPresent()) {
      ports.serve(binding.port(), descriptor.getAsInt());
      send(new MayBind(binding.port(), descriptor.getAsInt()));
    } else {
      send(new MayBind(binding.port()));
    }
  }

  /** The ports are this run's now, those of ours at once and others when it binds them. */
  synchronized void allowBind() {
    bindAllowed = true;
    waiting.values().forEach(this::allow);
    waiting.clear();
    sentAside.clear();
    standingBy.clear();
  }

  /** Whether all that waits could go on at once, beside a run that serves the same ports. */
  synchronized boolean mayShareAll() {
    return !waiting.isEmpty()
        && waiting.values().stream().allMatch(binding -> find(binding).isPresent());
  }

  synchronized boolean isConnected() {
    return connection != null;
  }

  /** Whether it will answer {@link #drain}. */
  synchronized boolean drains() {
    return connection != null && can.contains(ControlMessage.DRAIN);
  }

  synchronized void drain(Duration atMost) {
    send(new Drain(atMost.toMillis()));
  }

  /** Requests that were given up; null as long as the run has not said that it is drained. */
  synchronized @Nullable Long undone() {
    return undone;
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

  /** The ports that it would serve if it had the place: it stands by, or waits in its bind. */
  synchronized Set<Integer> comingTo() {
    Set<Integer> coming = new TreeSet<>(waiting.keySet());
    // One that was told to stand by has come that far only when it says so.
    coming.removeAll(sentAside);
    coming.addAll(standingBy);
    return coming;
  }

  /** Whether the program has said itself that it is ready. */
  synchronized boolean hasSaidReady() {
    return saidReady;
  }

  synchronized Map<String, Double> metrics() {
    return metrics;
  }
}
