package dev.plimsoll.agent.proc;

import java.io.File;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The TCP ports this very process listens on: rows in state LISTEN of the kernel's tables whose
 * inode is one of our descriptors. The tables show the whole network namespace, so a port alone
 * would prove nothing.
 */
public final class Listeners {
  private static final String LISTEN = "0A";
  private static final int STATE = 3;
  private static final int LOCAL = 1;
  private static final int INODE = 9;

  private final ProcFile[] tables;

  public Listeners(File proc) {
    this.tables =
        new ProcFile[] {
          new ProcFile(new File(proc, "self/net/tcp")),
          new ProcFile(new File(proc, "self/net/tcp6"))
        };
  }

  /**
   * Ports in state LISTEN, ascending.
   *
   * @param inodes sockets of this process
   */
  public SortedSet<Integer> ports(long[] inodes) {
    SortedSet<Integer> ports = new TreeSet<>();
    long[] sorted = inodes.clone();
    Arrays.sort(sorted);
    for (ProcFile table : tables) {
      if (sorted.length > 0 && table.read()) {
        addPorts(table.text(), sorted, ports);
      }
    }
    return ports;
  }

  private static void addPorts(String table, long[] inodes, SortedSet<Integer> ports) {
    for (int at = table.indexOf('\n') + 1; at > 0 && at < table.length(); ) {
      int end = table.indexOf('\n', at);
      String row = table.substring(at, end < 0 ? table.length() : end);
      at = end < 0 ? table.length() : end + 1;
      String[] columns = row.trim().split(" +", INODE + 2);
      if (columns.length > INODE && columns[STATE].equals(LISTEN)) {
        addPort(columns, inodes, ports);
      }
    }
  }

  private static void addPort(String[] columns, long[] inodes, SortedSet<Integer> ports) {
    try {
      long inode = Long.parseLong(columns[INODE]);
      if (Arrays.binarySearch(inodes, inode) >= 0) {
        String local = columns[LOCAL];
        ports.add(Integer.parseInt(local.substring(local.lastIndexOf(':') + 1), 16));
      }
    } catch (NumberFormatException e) {
      // A row of another shape is none of ours.
    }
  }
}
