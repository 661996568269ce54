package dev.plimsoll.supervisor.proc;

import java.util.ArrayList;
import java.util.List;

/** A listening socket of {@code /proc/net/tcp} or {@code tcp6}. */
record ListenRow(int port, long inode) {
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
      try {
        int port = Integer.parseInt(columns[1].substring(colon + 1), 16);
        rows.add(new ListenRow(port, Long.parseLong(columns[9])));
      } catch (NumberFormatException e) {
        // Not a row: a kernel that writes another format.
      }
    }
    return rows;
  }
}
