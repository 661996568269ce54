package dev.plimsoll.benchmarks.replace;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that answers after some milliseconds. Arguments: {@code jdk}, {@code socket} or {@code
 * shared} (a plain socket with SO_REUSEPORT, which drains itself when it is told to end), port,
 * milliseconds. Says {@code serving} when it does.
 */
public final class Server {
  private static final int DRAIN_MS = 1_000;
  private static final byte[] BODY = "hello".getBytes(StandardCharsets.US_ASCII);
  private static volatile boolean closing;

  private Server() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[1]);
    int millis = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("jdk")) {
      jdk(port, millis);
    } else {
      socket(port, millis, arguments[0].equals("shared"));
    }
    System.out.println("serving");
  }

  private static void jdk(int port, int millis) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          pause(millis);
          exchange.sendResponseHeaders(200, BODY.length);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    server.start();
  }

  private static void socket(int port, int millis, boolean shared) throws IOException {
    ServerSocket server = new ServerSocket();
    if (shared) {
      server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(server)));
    }
    server.bind(new InetSocketAddress(port), 1024);
    ExecutorService workers = Executors.newCachedThreadPool();
    new Thread(
            () -> {
              try {
                while (true) {
                  Socket client = server.accept();
                  workers.execute(() -> answer(client, millis));
                }
              } catch (IOException e) {
                workers.shutdown();
              }
            })
        .start();
  }

  /** As good as a program can do it for itself. */
  private static void drain(ServerSocket server) {
    closing = true;
    try {
      server.close();
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
    pause(DRAIN_MS);
  }

  private static void answer(Socket client, int millis) {
    try (client) {
      client.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      boolean goesOn = true;
      while (goesOn) {
        String line = in.readLine();
        for (; line != null && !line.isEmpty(); line = in.readLine()) {
          goesOn &= !line.equalsIgnoreCase("Connection: close");
        }
        if (line == null) {
          return;
        }
        pause(millis);
        goesOn &= !closing;
        String head =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: "
                + (goesOn ? "keep-alive" : "close")
                + "\r\n\r\nhello";
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
