package dev.plimsoll.compatibility.takeover;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Clients that ask one request after the other, and never twice: what fails has failed. They close
 * a connection when its answer says so, as the protocol has it.
 */
final class Clients implements AutoCloseable {
  private static final int PATIENCE_MS = 20_000;
  private final int port;
  private final boolean keepAlive;
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  private Clients(int port, boolean keepAlive) {
    this.port = port;
    this.keepAlive = keepAlive;
  }

  static Clients start(int port, int count, boolean keepAlive) {
    Clients clients = new Clients(port, keepAlive);
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(clients::ask, "client-" + i);
      clients.threads.add(thread);
      thread.start();
    }
    return clients;
  }

  long answered() {
    return answered.sum();
  }

  long failed() {
    return failed.sum();
  }

  /** What went wrong, and how often. */
  Map<String, LongAdder> failures() {
    return failures;
  }

  /** Answers by the pid that gave them. */
  Map<String, LongAdder> answers() {
    return answers;
  }

  private void ask() {
    Socket socket = null;
    while (!stopped) {
      try {
        if (socket == null) {
          socket = new Socket();
          socket.setSoTimeout(PATIENCE_MS);
          socket.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
        }
        boolean goesOn = exchange(socket);
        answered.increment();
        if (!goesOn) {
          socket.close();
          socket = null;
        }
      } catch (IOException e) {
        failed.increment();
        failures.computeIfAbsent(String.valueOf(e), text -> new LongAdder()).increment();
        socket = closed(socket);
      }
    }
    closed(socket);
  }

  private static @Nullable Socket closed(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It is gone, which is all that is wanted.
    }
    return null;
  }

  private boolean exchange(Socket socket) throws IOException {
    String connection = keepAlive ? "keep-alive" : "close";
    String request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = new BufferedInputStream(socket.getInputStream());
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
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("in the body");
    }
    answers
        .computeIfAbsent(new String(body, StandardCharsets.US_ASCII), pid -> new LongAdder())
        .increment();
    return goesOn;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException(line.isEmpty() ? "instead of an answer" : "in the headers");
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
      thread.join(PATIENCE_MS);
    }
  }
}
