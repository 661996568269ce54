package dev.plimsoll.agent.control;

import java.util.Set;
import java.util.TreeSet;

/** Ports the supervisor was told of. */
final class ListeningPorts {
  private final Set<Integer> ports = new TreeSet<>();

  synchronized void add(int port) {
    ports.add(port);
  }

  synchronized Set<Integer> all() {
    return Set.copyOf(ports);
  }
}
