package dev.plimsoll.agent.proc;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Connections of this process whose own end is one of the ports it serves. */
public final class ServedConnections implements IntSupplier {
  private final OpenFiles files;
  private final SocketTables kernel;
  private final Supplier<Set<Integer>> ports;

  public ServedConnections(OpenFiles files, SocketTables kernel, Supplier<Set<Integer>> ports) {
    this.files = files;
    this.kernel = kernel;
    this.ports = ports;
  }

  @Override
  public int getAsInt() {
    Map<Integer, Long> sockets = files.sockets();
    if (sockets == null) {
      return 0;
    }
    Set<Integer> served = ports.get();
    return (int)
        kernel.rows(new HashSet<>(sockets.values())).stream()
            .filter(row -> row.protocol().equals("tcp") && !row.listens())
            .filter(row -> served.contains(row.localPort()))
            .count();
  }
}
