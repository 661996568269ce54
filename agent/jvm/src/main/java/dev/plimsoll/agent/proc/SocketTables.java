package dev.plimsoll.agent.proc;

import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's tables of sockets. Reading one takes about 5 milliseconds however few rows it has,
 * because the kernel walks all its hash buckets; so each is read only while something is missing.
 */
public final class SocketTables {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int QUEUES = 4;
  private static final int INODE = 9;
  private static final int UNIX_FLAGS = 3;
  private static final int UNIX_INODE = 6;
  private static final int UNIX_PATH = 7;
  private static final byte[] TCP_LISTENS = "0A".getBytes(StandardCharsets.US_ASCII);
  private static final long UNIX_LISTENS = 1L << 16;
  private static final int HEX = 16;
  private static final int WORD = 8;

  private final File folder;

  public SocketTables(File proc) {
    this.folder = new File(proc, "self/net");
  }

  /**
   * The rows of these sockets, in no order; sockets that are neither bound nor connected have none.
   */
  public List<SocketRow> rows(Set<Long> inodes) {
    Set<Long> missing = new HashSet<>(inodes);
    List<SocketRow> rows = new ArrayList<>();
    internet("tcp", missing, rows);
    internet("tcp6", missing, rows);
    unix(missing, rows);
    internet("udp", missing, rows);
    internet("udp6", missing, rows);
    return rows;
  }

  /** The rows of those of these sockets that listen on a TCP port. */
  List<SocketRow> listening(Set<Long> inodes) {
    List<SocketRow> rows = new ArrayList<>();
    if (!inodes.isEmpty()) {
      listening("tcp", inodes, rows);
      listening("tcp6", inodes, rows);
    }
    return rows;
  }

  private void listening(String table, Set<Long> inodes, List<SocketRow> rows) {
    new ProcTable(new File(folder, table))
        .forEach(
            row -> {
              // Most rows are connections; nothing is made of them but a number.
              if (row.is(STATE, TCP_LISTENS) && inodes.contains(row.number(INODE))) {
                SocketRow found = internet("tcp", row.number(INODE), row);
                if (found != null) {
                  rows.add(found);
                }
              }
            });
  }

  private void internet(String table, Set<Long> missing, List<SocketRow> rows) {
    if (missing.isEmpty()) {
      return;
    }
    String protocol = table.substring(0, 3);
    new ProcTable(new File(folder, table))
        .forEach(
            row -> {
              long inode = row.number(INODE);
              if (inode > 0 && missing.remove(inode)) {
                SocketRow found = internet(protocol, inode, row);
                if (found != null) {
                  rows.add(found);
                }
              }
            });
  }

  private static @Nullable SocketRow internet(String protocol, long inode, ProcTable.Row row) {
    try {
      String local = row.text(LOCAL);
      String remote = row.text(REMOTE);
      String queues = row.text(QUEUES);
      int colon = queues.indexOf(':');
      int peerPort = port(remote);
      return new SocketRow(
          inode,
          protocol,
          port(local),
          peerPort == 0 ? "" : host(remote),
          peerPort,
          protocol.equals("tcp") && row.is(STATE, TCP_LISTENS),
          Long.parseLong(queues, 0, colon, HEX)
              + Long.parseLong(queues, colon + 1, queues.length(), HEX));
    } catch (NumberFormatException | IndexOutOfBoundsException | UnknownHostException e) {
      // A row of another shape is none that we know.
      return null;
    }
  }

  private void unix(Set<Long> missing, List<SocketRow> rows) {
    if (missing.isEmpty()) {
      return;
    }
    new ProcTable(new File(folder, "unix"))
        .forEach(
            row -> {
              long inode = row.number(UNIX_INODE);
              if (inode > 0 && missing.remove(inode)) {
                boolean listens = (flags(row.text(UNIX_FLAGS)) & UNIX_LISTENS) != 0;
                rows.add(new SocketRow(inode, "unix", 0, row.rest(UNIX_PATH), 0, listens, 0));
              }
            });
  }

  private static long flags(String text) {
    try {
      return Long.parseLong(text, HEX);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static int port(String end) {
    return Integer.parseInt(end, end.indexOf(':') + 1, end.length(), HEX);
  }

  /** The address is printed in words of 32 bits, each as the machine has it: the low byte first. */
  private static String host(String end) throws UnknownHostException {
    byte[] address = new byte[end.indexOf(':') / 2];
    for (int word = 0; word < address.length * 2; word += WORD) {
      long value = Long.parseLong(end, word, word + WORD, HEX);
      for (int i = 0; i < 4; i++) {
        address[word / 2 + i] = (byte) (value >>> (8 * i));
      }
    }
    return InetAddress.getByAddress(address).getHostAddress();
  }
}
