package dev.plimsoll.supervisor.proc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A listening socket of {@code /proc/net/tcp} or {@code tcp6}. */
record ListenRow(InetAddress address, int port, long inode) {
  private static final String LISTEN = "0A";

  /** The listeners among the lines of the file; what does not look like a row is passed over. */
  static List<ListenRow> parse(List<String> lines) {
    List<ListenRow> rows = new ArrayList<>();
    for (String line : lines) {
      String[] columns = line.trim().split("\\s+", 11);
      if (columns.length < 10 || !columns[3].equals(LISTEN)) {
        continue;
      }
      int colon = columns[1].lastIndexOf(':');
      if (colon < 0) {
        continue;
      }
      try {
        int port = Integer.parseInt(columns[1].substring(colon + 1), 16);
        InetAddress address = address(columns[1].substring(0, colon));
        rows.add(new ListenRow(address, port, Long.parseLong(columns[9])));
      } catch (NumberFormatException | UnknownHostException e) {
        // Not a row: a kernel that writes another format.
      }
    }
    return rows;
  }

  /** The kernel prints words of four bytes, as numbers of this machine. */
  private static InetAddress address(String hex) throws UnknownHostException {
    ByteBuffer bytes = ByteBuffer.allocate(hex.length() / 2).order(ByteOrder.nativeOrder());
    for (int at = 0; at + 8 <= hex.length(); at += 8) {
      bytes.putInt(Integer.parseUnsignedInt(hex.substring(at, at + 8), 16));
    }
    return InetAddress.getByAddress(bytes.array());
  }
}
