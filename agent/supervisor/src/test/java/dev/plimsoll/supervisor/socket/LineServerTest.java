package dev.plimsoll.supervisor.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineServerTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private final AtomicInteger left = new AtomicInteger();
  @TempDir Path directory;
  private Path path;
  private LineServer server;

  @BeforeEach
  void serve() throws IOException {
    path = directory.resolve("s.sock");
    server = new LineServer(path, Echo::new);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void linesAreAnsweredWhateverPiecesTheyComeIn() throws IOException {
    try (SocketChannel raw = connect();
        LineClient client = new LineClient(path)) {
      write(raw, "on");
      client.send("other");
      assertThat(client.receive(SOON)).isEqualTo("echo other");
      write(raw, "e\ntwo\n");
      assertThat(read(raw, "echo one\necho two\n".length())).isEqualTo("echo one\necho two\n");
    }
  }

  @Test
  void aLineWithoutEndCostsOnlyItsConnection() throws IOException {
    try (LineClient other = new LineClient(path);
        SocketChannel raw = connect()) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  write(raw, "x".repeat(8192));
                }
              })
          .isInstanceOf(IOException.class);
      other.send("still there");
      assertThat(other.receive(SOON)).isEqualTo("echo still there");
    }
  }

  @Test
  void aSessionThatFailsCostsOnlyItsConnection() throws IOException {
    try (LineClient failing = new LineClient(path);
        LineClient other = new LineClient(path)) {
      failing.send("fail");
      assertThatThrownBy(() -> failing.receive(SOON)).hasMessageContaining("ended");
      other.send("still there");
      assertThat(other.receive(SOON)).isEqualTo("echo still there");
    }
  }

  @Test
  void aPeerThatGoesIsNoticedOnce() throws IOException {
    connect().close();
    await().atMost(SOON).until(() -> left.get() == 1);
  }

  @Test
  void aPeerThatStaysSilentIsSentAwayAndOneThatSpokeIsNot() throws IOException {
    Path impatient = directory.resolve("impatient.sock");
    try (LineServer other = new LineServer(impatient, Echo::new, Duration.ofMillis(200));
        LineClient talker = new LineClient(impatient);
        LineClient silent = new LineClient(impatient)) {
      assertThat(other.path()).isEqualTo(impatient);
      talker.send("one");
      assertThat(talker.receive(SOON)).isEqualTo("echo one");
      assertThatThrownBy(() -> silent.receive(SOON)).hasMessageContaining("ended");
      talker.send("two");
      assertThat(talker.receive(SOON)).isEqualTo("echo two");
    }
  }

  @Test
  void aPeerThatDoesNotReadIsSentAway() throws IOException {
    try (SocketChannel deaf = connect()) {
      write(deaf, "flood\n");
      await().atMost(SOON).until(() -> left.get() == 1);
    }
  }

  @Test
  void manyPeersAreServedAndThoseBeyondTheLimitAreTurnedAway() throws IOException {
    List<LineClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 255; i++) {
        clients.add(new LineClient(path));
      }
      for (LineClient client : clients) {
        client.send("hi");
        assertThat(client.receive(SOON)).isEqualTo("echo hi");
      }
      try (LineClient tooMany = new LineClient(path);
          LineClient evenMore = new LineClient(path)) {
        assertThatThrownBy(() -> evenMore.receive(SOON)).isInstanceOf(IOException.class);
        assertThat(tooMany).isNotNull();
      }
    } finally {
      for (LineClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void closingRemovesTheFileAndSaysGoodbye() throws IOException {
    try (LineClient client = new LineClient(path)) {
      client.send("hi");
      assertThat(client.receive(SOON)).isEqualTo("echo hi");
      server.close();
      assertThatThrownBy(() -> client.receive(SOON)).hasMessageContaining("ended");
    }
    assertThat(path).doesNotExist();
    assertThat(LineClient.isServed(path)).isFalse();
  }

  @Test
  void aSocketThatIsServedIsNotTakenAway() {
    assertThatThrownBy(() -> new LineServer(path, Echo::new)).hasMessageContaining("another");
  }

  @Test
  void aFileThatWasLeftBehindIsTakenOver() throws IOException {
    Path stale = directory.resolve("stale.sock");
    try (var abandoned = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      abandoned.bind(UnixDomainSocketAddress.of(stale));
    }
    assertThat(Files.exists(stale)).isTrue();
    new LineServer(stale, Echo::new).close();
  }

  @Test
  void aPathThatIsTooLongForTheKernelIsExplained() {
    Path longPath = directory.resolve("x".repeat(100) + ".sock");
    assertThatThrownBy(() -> new LineServer(longPath, Echo::new))
        .hasMessageContaining("107")
        .hasMessageContaining("PLIMSOLL_RUNTIME_DIR");
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String read(SocketChannel channel, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = channel.read(bytes);
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private final class Echo implements Session {
    private final Connection connection;

    Echo(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void received(String line) {
      switch (line) {
        case "fail" -> throw new IllegalStateException("as asked");
        case "flood" -> {
          for (int i = 0; i < 64; i++) {
            connection.send("x".repeat(64 * 1024));
          }
        }
        default -> connection.send("echo " + line);
      }
    }

    @Override
    public void closed() {
      left.incrementAndGet();
    }
  }
}
