package dev.plimsoll.agent.programs;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes so many calls to a peer that takes them and never answers: {@code client} by java.net.http,
 * {@code url} by HttpURLConnection with a thread each, {@code socket} by nothing but sockets.
 * Begins on the first line of input, prints the epoch milliseconds at which it began.
 */
public final class Pending {
  private static final List<Object> HELD = new ArrayList<>();

  private Pending() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    int calls = Integer.parseInt(args[2]);
    awaitLine();
    long before = System.currentTimeMillis();
    call(args[0], port, 1);
    long after = System.currentTimeMillis();
    call(args[0], port, calls - 1);
    System.out.println(before + " " + after);
    awaitLine();
    System.exit(0);
  }

  private static void call(String way, int port, int calls) throws IOException {
    switch (way) {
      case "client" -> client(port, calls);
      case "url" -> url(port, calls);
      default -> socket(port, calls);
    }
  }

  private static void client(int port, int calls) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HELD.add(client);
    for (int i = 0; i < calls; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + i)).build();
      HELD.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }
  }

  private static void url(int port, int calls) {
    URI uri = URI.create("http://localhost:" + port + "/");
    for (int i = 0; i < calls; i++) {
      Thread thread = new Thread(null, () -> await(uri), "caller-" + i, 1 << 17);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void await(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      try (InputStream answer = connection.getInputStream()) {
        throw new IllegalStateException("answered: " + answer);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void socket(int port, int calls) throws IOException {
    for (int i = 0; i < calls; i++) {
      HELD.add(new Socket(InetAddress.getLoopbackAddress(), port));
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
