package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Early;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Owner;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets that no woven class has opened are found in the kernel's tables. */
class UnseenIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theyAreOwnedByTheirPeerAndHaveNoFrame(int feature) throws Exception {
    Path path = folder.resolve("s");
    try (FakeCollector collector = new FakeCollector();
        SilentPeer peer = new SilentPeer();
        ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      unix.bind(UnixDomainSocketAddress.of(path));
      try (AgentJvm jvm =
          AgentJvm.on(Jdk.of(feature), folder)
              .args("collector=" + collector.url())
              .flags("-Dpeer=" + peer.port(), "-Dunix=" + path)
              .start(Early.class)) {
        String address = "127.0.0.1:" + peer.port();
        await().atMost(LIMIT).until(() -> !sockets(collector, address).isEmpty());
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () -> {
                  assertThat(sockets(collector, address))
                      .extracting(Owner::count)
                      .containsExactly(4L);
                  assertThat(sockets(collector, "udp " + address))
                      .extracting(Owner::count)
                      .containsExactly(2L);
                });
        assertThat(collector.owners()).allMatch(owner -> !isSocket(owner) || owner.frame() == null);
        // The agent's own connection, and what the JDK keeps for itself, are not among them.
        assertThat(collector.owners().stream().filter(UnseenIT::isSocket).map(Owner::owner))
            .containsExactlyInAnyOrder(address, "udp " + address, "unix");
        assertThat(jvm.stderr()).isEmpty();
      }
    }
  }

  private static boolean isSocket(Owner owner) {
    return owner.kind().equals("socket");
  }

  private static List<Owner> sockets(FakeCollector collector, String name) {
    return collector.owners().stream()
        .filter(owner -> isSocket(owner) && owner.owner().equals(name))
        .toList();
  }
}
