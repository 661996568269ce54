package dev.plimsoll.compatibility.library;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server that takes requests and is silent until it is told to answer, or hangs up. */
final class Upstream implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listener;
  private final List<Socket> waiting = new ArrayList<>();
  private boolean answering;

  Upstream() throws IOException {
    listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Answers all that wait and all that come from now on. */
  synchronized void answer() throws IOException {
    answering = true;
    for (Socket socket : waiting) {
      socket.getOutputStream().write(ANSWER);
    }
    waiting.clear();
  }

  /** Is silent again. */
  synchronized void fallSilent() {
    answering = false;
  }

  /** Closes the connections of all that wait, without an answer. */
  synchronized void hangUp() throws IOException {
    for (Socket socket : waiting) {
      socket.close();
    }
    waiting.clear();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    hangUp();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      int seen = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        // A request of these has no body: it ends with an empty line.
        seen = next == (seen % 2 == 0 ? '\r' : '\n') ? seen + 1 : next == '\r' ? 1 : 0;
        if (seen == 4) {
          take(socket);
          seen = 0;
        }
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private synchronized void take(Socket socket) throws IOException {
    if (answering) {
      socket.getOutputStream().write(ANSWER);
    } else {
      waiting.add(socket);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }
}
