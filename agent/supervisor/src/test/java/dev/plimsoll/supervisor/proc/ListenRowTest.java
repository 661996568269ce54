package dev.plimsoll.supervisor.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenRowTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

  @Test
  void onlyListenersAreRead() throws Exception {
    List<ListenRow> rows =
        ListenRow.parse(
            List.of(
                HEAD,
                "   0: 00000000:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1520 1 00000000e614c563 100 0 0 10 0",
                "   1: 0100007F:1B9E 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000  1000        0 77 1 0000000000000000 20 4 30 10 -1",
                "   2: 0100007F:D2F0 0100007F:1B9E 06 00000000:00000000 03:00000F42 00000000     0        0 0 3 0000000000000000"));
    assertThat(rows)
        .containsExactly(new ListenRow(InetAddress.getByAddress(new byte[4]), 2024, 1520));
  }

  @Test
  void anAddressOfSixteenBytesIsReadAlike() throws Exception {
    List<ListenRow> rows =
        ListenRow.parse(
            List.of(
                HEAD,
                "   0: 0000000000000000FFFF00000100007F:0BB8 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4026531 1 0000000000000000 100 0 0 10 0"));
    assertThat(rows)
        .containsExactly(
            new ListenRow(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 3000, 4026531));
  }

  @Test
  void linesThatAreNoRowsArePassedOver() {
    assertThat(
            ListenRow.parse(
                List.of(
                    "",
                    "garbage",
                    "a b c 0A d e f g h i j",
                    "   0: 00000000:ZZZZ 00000000:0000 0A 0:0 00:0 0 0 0 x 1")))
        .isEmpty();
  }
}
