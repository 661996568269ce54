package dev.plimsoll.benchmarks.soak;

import dev.plimsoll.benchmarks.load.Burst;
import dev.plimsoll.benchmarks.load.Generator;
import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.peer.Subject;
import dev.plimsoll.benchmarks.peer.Variant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** One server that is soaked, with a load generator of its own. */
final class Server implements AutoCloseable {
  private static final String TIMED = "dev.plimsoll.benchmarks.subject.Timed";
  private static final String SERVER = "dev.plimsoll.benchmarks.subject.SoakServer";
  private static final int CONNECTIONS = 8;

  private final Peer peer;
  private final Subject subject;
  private final Generator generator = new Generator();
  private final HttpClient http = HttpClient.newHttpClient();
  private long requests;
  private long errors;

  /**
   * Starts it.
   *
   * @param neighbour port that its requests connect to
   */
  Server(Peer peer, Variant variant, int neighbour, Path scratch)
      throws IOException, InterruptedException {
    this.peer = peer;
    List<String> program =
        List.of(
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseG1GC",
            "-Dsoak.peer=" + neighbour,
            "-cp",
            System.getProperty("java.class.path"),
            TIMED,
            SERVER);
    subject = Subject.start(variant, program, "/", scratch);
  }

  Peer peer() {
    return peer;
  }

  /** Requests for so long, and a new web application after them. */
  void soak(int rate, long millis) throws IOException, InterruptedException {
    Burst burst = generator.strangers(subject.port(), "/", CONNECTIONS, rate, millis);
    requests += burst.requests();
    errors += burst.errors();
    ask("redeploy");
  }

  /** What it holds now. */
  Reading read() throws IOException, InterruptedException {
    return new Reading(
        requests, errors, subject.footprint(), Integer.parseInt(ask("loaders")), errorLines());
  }

  private int errorLines() {
    return subject.errorLines().size();
  }

  private String ask(String order) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + subject.port() + "/admin/" + order);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() throws InterruptedException {
    generator.close();
    subject.close();
  }
}
