package dev.plimsoll.agent.proc;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The TCP ports this very process listens on: rows in state LISTEN of the kernel's tables whose
 * inode is one of our descriptors. The tables show the whole network namespace, so a port alone
 * would prove nothing.
 */
public final class Listeners {
  private static final byte[] LISTEN = "0A".getBytes(StandardCharsets.US_ASCII);
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
        table.rowsWith(STATE, LISTEN, row -> addPort(row.trim().split(" +", -1), sorted, ports));
      }
    }
    return ports;
  }

  private static void addPort(String[] columns, long[] inodes, SortedSet<Integer> ports) {
    if (columns.length <= INODE) {
      return;
    }
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
