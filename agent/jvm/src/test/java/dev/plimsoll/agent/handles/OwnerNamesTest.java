package dev.plimsoll.agent.handles;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class OwnerNamesTest {
  private final OwnerNames names = new OwnerNames();

  @Test
  void aPeerIsHostAndPort() {
    assertThat(names.ofUri("https", "fcm.example", -1)).isEqualTo("fcm.example:443");
    assertThat(names.ofUri("http", "fcm.example", -1)).isEqualTo("fcm.example:80");
    assertThat(names.ofUri("http", "fcm.example", 8080)).isEqualTo("fcm.example:8080");
    assertThat(names.ofPeer(InetSocketAddress.createUnresolved("db", 5432))).isEqualTo("db:5432");
  }

  @Test
  void anAddressOfVersion6StandsInBrackets() {
    assertThat(names.ofUri("http", "::1", 80)).isEqualTo("[::1]:80");
    assertThat(names.ofUri("http", "[::1]", 80)).isEqualTo("[::1]:80");
  }

  @Test
  void callersAreNamedWithoutTheirPassingPort() {
    assertThat(names.ofCaller(InetSocketAddress.createUnresolved("10.0.0.5", 49152)))
        .isEqualTo("10.0.0.5 (accepted)");
  }

  @Test
  void aServiceThatCallsCountlessHostsHasBoundedNames() {
    for (int i = 0; i < 1_000; i++) {
      names.ofUri("http", "host" + i, 80);
    }
    assertThat(names.ofUri("http", "one-more", 80)).isEqualTo("other");
    assertThat(names.ofUri("http", "host7", 80)).isEqualTo("host7:80");
  }
}
