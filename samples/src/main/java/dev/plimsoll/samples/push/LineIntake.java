package dev.plimsoll.samples.push;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The other way in: one message a line over plain TCP, one thread a connection. */
final class LineIntake implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket();
  private final GatewayClient gateway;

  LineIntake(InetSocketAddress address, GatewayClient gateway) throws IOException {
    this.gateway = gateway;
    listener.bind(address);
  }

  int port() {
    return listener.getLocalPort();
  }

  void start() {
    spawn(this::acceptAll, "lines-accept");
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      System.err.println("closing the line listener failed: " + e.getMessage());
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        spawn(() -> readAll(client), "lines-client");
      } catch (IOException e) {
        if (!listener.isClosed()) {
          System.err.println("accept failed: " + e.getMessage());
        }
      }
    }
  }

  private void readAll(Socket client) {
    try (client;
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        gateway.push(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      System.err.println("a line client went away: " + e.getMessage());
    }
  }

  private static void spawn(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
