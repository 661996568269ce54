package dev.plimsoll.agent.dump;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DumpUploadTest {
  private static final int PIECE = 8 << 20;

  @TempDir Path folder;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final byte[] content = new byte[PIECE * 2 + 1000];
  private HttpServer server;
  private int pieces;
  private int forbidden;
  private int refusals = Integer.MAX_VALUE;
  private long unknownMs;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(content);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/dumps/d-1", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aDumpGoesUpInPieces() throws Exception {
    assertThat(upload()).isTrue();
    assertThat(received.toByteArray()).isEqualTo(content);
    assertThat(pieces).isEqualTo(3);
  }

  @Test
  void itGoesOnWhereTheCollectorSaysItIs() throws Exception {
    received.write(content, 0, PIECE + 5);
    assertThat(upload()).isTrue();
    assertThat(received.toByteArray()).isEqualTo(content);
    assertThat(pieces).isEqualTo(2);
  }

  @Test
  void aCollectorThatWillNotHaveItIsNotAskedForEver() throws Exception {
    forbidden = 404;
    assertThat(upload()).isFalse();
    assertThat(pieces).isEqualTo(1);
  }

  @Test
  void anUnknownRunIsWaitedForBecauseItsNewsMayBeOnTheWay() throws Exception {
    forbidden = 404;
    refusals = 2;
    unknownMs = 60_000;
    assertThat(upload()).isTrue();
    assertThat(received.toByteArray()).isEqualTo(content);
  }

  @Test
  void aCollectorWithoutRoomIsAskedAgain() throws Exception {
    forbidden = 507;
    refusals = 2;
    assertThat(upload()).isTrue();
    assertThat(received.toByteArray()).isEqualTo(content);
  }

  @Test
  void aWrongDigestIsNotSentAgain() throws Exception {
    forbidden = 422;
    assertThat(upload()).isFalse();
    assertThat(pieces).isEqualTo(1);
  }

  private boolean upload() throws IOException, InterruptedException {
    Path file = folder.resolve("d-1.hprof");
    Files.write(file, content);
    return new DumpUpload(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            new DumpShelf.Shelved("d-1", "run", file, content.length, "0"),
            unknownMs)
        .run();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] piece = exchange.getRequestBody().readAllBytes();
    int status = 200;
    if (exchange.getRequestMethod().equals("PUT")) {
      status = forbidden > 0 && refusals-- > 0 ? forbidden : take(exchange, piece);
      pieces += status == 409 ? 0 : 1;
    }
    byte[] body =
        ("{\"state\":\"stored\",\"received\":" + received.size() + "}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private int take(HttpExchange exchange, byte[] piece) {
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    String expected =
        "bytes %d-%d/%d"
            .formatted(received.size(), received.size() + piece.length - 1, content.length);
    if (!range.equals(expected)) {
      return 409;
    }
    received.writeBytes(piece);
    return 200;
  }
}
