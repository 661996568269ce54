package dev.plimsoll.samples.push;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends messages at a fixed rate, nine by HTTP to one by TCP, and goes on when the server is away.
 *
 * <p>Options: {@code --port}, {@code --tcp-port}, {@code --rate} (messages a second), {@code
 * --bytes} (size of a message), {@code --stop-with-stdin yes}.
 */
public final class PushLoad {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final URI target;
  private final int tcpPort;
  private final byte[] message;
  private final AtomicLong turn = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  private PushLoad(Options options) {
    target = URI.create("http://127.0.0.1:" + options.number("port", 8080) + "/messages");
    tcpPort = options.number("tcp-port", 0);
    message = message(options.number("bytes", 64 * 1024));
  }

  public static void main(String[] args) {
    Options options = Options.of(args);
    ParentWatch.startIfAsked(options);
    PushLoad load = new PushLoad(options);
    var clock = Executors.newScheduledThreadPool(4);
    long periodMicros = 1_000_000L / options.number("rate", 20);
    var unused = clock.scheduleAtFixedRate(load::sendOne, 0, periodMicros, TimeUnit.MICROSECONDS);
    unused = clock.scheduleAtFixedRate(load::report, 10, 10, TimeUnit.SECONDS);
  }

  private void sendOne() {
    if (tcpPort != 0 && turn.incrementAndGet() % 10 == 0) {
      sendLine();
    } else {
      sendRequest();
    }
  }

  private void sendRequest() {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(5))
            .POST(BodyPublishers.ofByteArray(message))
            .build();
    var unused =
        http.sendAsync(request, BodyHandlers.discarding())
            .whenComplete(
                (response, failure) ->
                    (failure == null && response.statusCode() == 202 ? taken : refused)
                        .incrementAndGet());
  }

  private void sendLine() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tcpPort);
        OutputStream out = socket.getOutputStream()) {
      out.write(message);
      out.write('\n');
      taken.incrementAndGet();
    } catch (IOException e) {
      refused.incrementAndGet();
    }
  }

  private void report() {
    System.out.printf("%d messages taken, %d refused%n", taken.get(), refused.get());
  }

  /** A notification as phones get them: some text, and a picture as one long string. */
  private static byte[] message(int bytes) {
    String head = "{\"to\":\"device-4711\",\"title\":\"Your order is on its way\",\"image\":\"";
    String tail = "\"}";
    int picture = Math.max(0, bytes - head.length() - tail.length());
    return (head + "QUJD".repeat(picture / 4 + 1).substring(0, picture) + tail)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
