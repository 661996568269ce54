package dev.plimsoll.agent.proc;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The TCP ports this very process listens on: rows in state LISTEN of the kernel's tables whose
 * inode is one of our descriptors. The tables show the whole network namespace, so a port alone
 * would prove nothing.
 */
public final class Listeners {
  private final SocketTables tables;

  public Listeners(SocketTables tables) {
    this.tables = tables;
  }

  /**
   * Ports in state LISTEN, ascending.
   *
   * @param inodes sockets of this process
   */
  public SortedSet<Integer> ports(long[] inodes) {
    Set<Long> wanted = new HashSet<>();
    for (long inode : inodes) {
      wanted.add(inode);
    }
    SortedSet<Integer> ports = new TreeSet<>();
    for (SocketRow row : tables.listening(wanted)) {
      ports.add(row.localPort());
    }
    return ports;
  }
}
