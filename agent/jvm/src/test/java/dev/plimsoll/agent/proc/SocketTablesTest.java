package dev.plimsoll.agent.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTablesTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
  private static final String TAIL = " 00:00000000 00000000     0        0 ";

  @TempDir Path proc;

  @Test
  void aConnectionHasItsPeerAndWhatIsQueued() throws IOException {
    write(
        "tcp",
        HEAD + "   0: 0100007F:C350 0500000A:01BB 01 00000010:00000002" + TAIL + "4711 1 ff\n");
    assertThat(rows(4711))
        .containsExactly(new SocketRow(4711, "tcp", 50_000, "10.0.0.5", 443, false, 18));
  }

  @Test
  void anAddressOfVersion4InVersion6IsOfVersion4() throws IOException {
    write(
        "tcp6",
        HEAD
            + "   0: 0000000000000000FFFF00000100007F:0050 0000000000000000FFFF00000500000A:C350 01"
            + " 00000000:00000000"
            + TAIL
            + "7 1 ff\n"
            + "   1: B80D0120000000000000000001000000:0050 B80D0120000000000000000002000000:C350 01"
            + " 00000000:00000000"
            + TAIL
            + "8 1 ff\n");
    assertThat(rows(7, 8))
        .containsExactly(
            new SocketRow(7, "tcp", 80, "10.0.0.5", 50_000, false, 0),
            new SocketRow(8, "tcp", 80, "2001:db8:0:0:0:0:0:2", 50_000, false, 0));
  }

  @Test
  void unixSocketsHaveAPathOrNone() throws IOException {
    write(
        "unix",
        """
        Num       RefCount Protocol Flags    Type St Inode Path
        ffff: 00000002 00000000 00010000 0001 01 11 /run/a b.sock
        ffff: 00000003 00000000 00000000 0001 03 12
        ffff: 00000003 00000000 00000000 0001 03 13 /run/a b.sock
        """);
    assertThat(rows(11, 12, 13))
        .containsExactly(
            new SocketRow(11, "unix", 0, "/run/a b.sock", 0, true, 0),
            new SocketRow(12, "unix", 0, "", 0, false, 0),
            new SocketRow(13, "unix", 0, "/run/a b.sock", 0, false, 0));
  }

  @Test
  void aTableLargerThanTheBufferIsReadToItsEnd() throws IOException {
    StringBuilder table = new StringBuilder(HEAD);
    for (int i = 1; i <= 1_000; i++) {
      table
          .append("%4d: 0100007F:C350 0500000A:01BB 01 00000000:00000000".formatted(i))
          .append(TAIL)
          .append(i)
          .append(" 1 ff\n");
    }
    write("tcp", table.toString());
    assertThat(rows(1, 500, 1_000)).extracting(SocketRow::inode).containsExactly(1L, 500L, 1_000L);
  }

  @Test
  void rowsOfAnotherShapeAreNone() throws IOException {
    write("udp", HEAD + "   0: what:ever x 07 1\n\nxx\n   1: 00:1 zz:1 07 0:0 0 0 0 0 9 1\n");
    assertThat(rows(9)).isEmpty();
  }

  private List<SocketRow> rows(long... inodes) {
    Set<Long> wanted = new HashSet<>();
    for (long inode : inodes) {
      wanted.add(inode);
    }
    return new SocketTables(proc.toFile()).rows(wanted);
  }

  private void write(String table, String text) throws IOException {
    Path file = proc.resolve("self/net/" + table);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
