package dev.plimsoll.benchmarks.replace;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Clients in a closed loop. None asks again: what fails has failed. They heed {@code Connection:
 * close}, as the protocol has it.
 */
final class Clients implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;
  private final int port;
  private final boolean keepAlive;
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder answered = new LongAdder();
  private final ConcurrentMap<String, LongAdder> failures = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  Clients(int port, int count, boolean keepAlive) {
    this.port = port;
    this.keepAlive = keepAlive;
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::ask, "client-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  long answered() {
    return answered.sum();
  }

  long failed() {
    return failures.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Such as {@code Connection reset: 12}. */
  String failures() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(failures)
        .forEach(
            (why, count) -> text.append(text.isEmpty() ? "" : ", ").append(why + ": " + count));
    return text.toString();
  }

  private void ask() {
    while (!stopped) {
      try (Socket socket = new Socket()) {
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean goesOn = true;
        while (goesOn && !stopped) {
          goesOn = exchange(socket, in);
          answered.increment();
        }
      } catch (IOException e) {
        failures
            .computeIfAbsent(String.valueOf(e.getMessage()), why -> new LongAdder())
            .increment();
      }
    }
  }

  private boolean exchange(Socket socket, InputStream in) throws IOException {
    String connection = keepAlive ? "keep-alive" : "close";
    String request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(status);
    }
    int length = 0;
    boolean goesOn = keepAlive;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      goesOn &= !lower.replace(" ", "").equals("connection:close");
    }
    in.skipNBytes(length);
    return goesOn;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed without an answer");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
