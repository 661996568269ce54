package dev.plimsoll.compatibility.library;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections to a server, written and read by hand so that nothing is in between. */
final class Callers implements AutoCloseable {
  private static final int LONGEST_WAIT_MS = 30_000;

  private final int port;
  private final List<Socket> sockets = new ArrayList<>();

  Callers(int port) {
    this.port = port;
  }

  /** Each request on a connection of its own. */
  void ask(String path, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      askInARow(path, 1);
    }
  }

  /** Several requests on one connection, without waiting for answers. */
  void askInARow(String path, int times) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.repeat(times).getBytes(StandardCharsets.US_ASCII));
  }

  /** What a server answers to one that wants the connection closed afterwards; without its date. */
  static String answer(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(LONGEST_WAIT_MS);
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.ISO_8859_1).replaceAll("(?i)\r\ndate: [^\r]*", "");
    }
  }

  /** Hangs up, answered or not. */
  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }
}
