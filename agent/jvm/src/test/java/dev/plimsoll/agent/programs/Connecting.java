package dev.plimsoll.agent.programs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Opens sockets and requests to a peer that never answers. Prints that peer's port when it is
 * ready, opens everything on the first line of input, and completes what it can on the second.
 */
public final class Connecting {
  private static final int PENDING = 500;
  private static final List<Object> HELD = new ArrayList<>();

  private Connecting() {}

  public static void main(String[] args) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress())) {
      System.out.println(silent.getLocalPort());
      awaitLine();
      sockets(silent.getLocalPort());
      slowConnect();
      List<CompletableFuture<?>> futures = requests(silent.getLocalPort());
      slowExchanges();
      System.out.println("opened");
      awaitLine();
      futures.subList(0, PENDING / 2).forEach(future -> future.cancel(true));
      System.out.println("cancelled");
      awaitLine();
    }
    System.exit(0);
  }

  /** Ten plain ones of which four are closed, seven channels of which two are. */
  private static void sockets(int port) throws IOException {
    for (int i = 0; i < 10; i++) {
      Socket socket = new Socket(unnamed(), port);
      HELD.add(socket);
      if (i < 4) {
        socket.close();
      }
    }
    for (int i = 0; i < 7; i++) {
      SocketChannel channel = SocketChannel.open(new InetSocketAddress(unnamed(), port));
      HELD.add(channel);
      if (i < 2) {
        channel.close();
      }
    }
  }

  /** To a listener that has no room for one more, so that the kernel lets it wait. */
  private static void slowConnect() throws IOException {
    ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    HELD.add(full);
    try {
      for (int i = 0; i < 10; i++) {
        Socket socket = new Socket();
        HELD.add(socket);
        socket.connect(full.getLocalSocketAddress(), 300);
      }
      throw new IllegalStateException("nobody accepts, and all are connected");
    } catch (SocketTimeoutException expected) {
      HELD.remove(HELD.size() - 1);
    }
  }

  /** The loopback address, but not by the name that the requests use. */
  private static InetAddress unnamed() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static List<CompletableFuture<?>> requests(int port) {
    HttpClient client = HttpClient.newHttpClient();
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < PENDING; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + i)).build();
      futures.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }
    return futures;
  }

  /** Three requests that our own server keeps waiting, and twenty that it has answered. */
  private static void slowExchanges() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/fast", exchange -> exchange.sendResponseHeaders(204, -1));
    server.createContext("/slow", exchange -> awaitForEver());
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    for (int i = 0; i < 20; i++) {
      ((HttpURLConnection) URI.create(base + "/fast").toURL().openConnection()).getResponseCode();
    }
    for (int i = 0; i < 3; i++) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  URI.create(base + "/slow/1").toURL().openStream().close();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      caller.setDaemon(true);
      caller.start();
    }
  }

  private static void awaitForEver() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitLine() throws IOException {
    for (int read = System.in.read(); read != '\n'; read = System.in.read()) {
      if (read < 0) {
        System.exit(1);
      }
    }
  }
}
