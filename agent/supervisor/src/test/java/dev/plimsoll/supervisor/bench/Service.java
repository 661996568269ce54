package dev.plimsoll.supervisor.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A service to supervise: answers each connection with its pid.
 *
 * <p>Arguments: the port, then words: {@code die=PATH} dies at once while that file exists, {@code
 * hang=PATH} never binds while that file exists.
 */
public final class Service {
  private Service() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    System.out.println("service: hello from the standard output");
    for (int i = 1; i < arguments.length; i++) {
      obey(arguments[i]);
    }
    try (ServerSocket server = new ServerSocket()) {
      FakeAgent.bind(port, () -> listen(server, port));
      while (true) {
        answer(server);
      }
    }
  }

  private static int listen(ServerSocket server, int port) throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return server.getLocalPort();
  }

  private static void obey(String word) throws InterruptedException {
    Path file = Path.of(word.substring(word.indexOf('=') + 1));
    if (!Files.exists(file)) {
      return;
    }
    if (word.startsWith("die=")) {
      System.out.println("service: cannot read its configuration");
      System.exit(3);
    }
    while (true) {
      Thread.sleep(60_000);
    }
  }

  private static void answer(ServerSocket server) throws IOException {
    try (Socket client = server.accept()) {
      String pid = String.valueOf(ProcessHandle.current().pid());
      client.getOutputStream().write(pid.getBytes(StandardCharsets.UTF_8));
    }
  }
}
