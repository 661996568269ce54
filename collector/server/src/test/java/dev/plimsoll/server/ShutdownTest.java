package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.wire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
  @TempDir Path data;

  @Test
  void aBatchThatIsHalfSentWhenTheCollectorStopsIsStillTaken() throws Exception {
    Collector collector = Collector.start(CollectorOptions.in(data).at("127.0.0.1", 0));
    FakeRun run = FakeRun.alone(new Http(collector.url()), "push/0", 1_790_000_000_000L);
    byte[] body =
        Json.line(run.batch(List.of(run.reading(1_790_000_000_000L, 0.5))).toJson())
            .getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          String.join(
              "\r\n",
              "POST /api/v1/ingest HTTP/1.1",
              "Host: localhost",
              "Content-Length: " + body.length,
              "Expect: 100-continue",
              "",
              "");
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(in.readLine()).as("it is being read").contains("100");
      out.write(body, 0, 10);
      out.flush();

      Thread closing = new Thread(collector::close);
      closing.start();
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> refuses(collector.port()));
      out.write(body, 10, body.length - 10);
      out.flush();

      assertThat(in.readLine()).isEmpty();
      assertThat(in.readLine()).contains("200");
      closing.join();
    }
  }

  private static boolean refuses(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
