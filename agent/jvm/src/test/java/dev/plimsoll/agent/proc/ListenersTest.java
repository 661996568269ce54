package dev.plimsoll.agent.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
  private static final String TAIL = " 00000000:00000000 00:00000000 00000000     0        0 ";

  @TempDir Path proc;

  @Test
  void onlyListenersThatAreOursCount() throws IOException {
    write(
        "tcp",
        HEAD
            + "   0: 0100007F:0BB8 00000000:0000 0A"
            + TAIL
            + "4711 1 ff 100 0 0 10 0\n"
            + "   1: 0100007F:1F90 00000000:0000 0A"
            + TAIL
            + "4712 1 ff 100 0 0 10 0\n"
            + "   2: 0100007F:0BB8 0100007F:C350 01"
            + TAIL
            + "4713 1 ff 100 0 0 10 0\n");
    write(
        "tcp6",
        HEAD
            + "   0: 00000000000000000000000000000000:01BB 00000000000000000000000000000000:0000 0A"
            + TAIL
            + "4714 1 ff 100 0 0 10 0\n");
    Listeners listeners = new Listeners(new SocketTables(proc.toFile()));
    assertThat(listeners.ports(new long[] {4714, 4713, 4711})).containsExactly(443, 3000);
    assertThat(listeners.ports(new long[] {4713})).isEmpty();
  }

  @Test
  void withoutTablesThereAreNone() {
    assertThat(new Listeners(new SocketTables(proc.toFile())).ports(new long[] {1})).isEmpty();
  }

  private void write(String table, String text) throws IOException {
    Path file = proc.resolve("self/net/" + table);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
