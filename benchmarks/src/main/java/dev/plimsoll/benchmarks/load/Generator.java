package dev.plimsoll.benchmarks.load;

import dev.plimsoll.benchmarks.peer.Dialogue;
import java.io.IOException;
import java.nio.file.Path;

/** The load generator, in its own JVM. */
public final class Generator implements AutoCloseable {
  private final Dialogue dialogue;

  /** Starts it. */
  public Generator() throws IOException {
    dialogue =
        new Dialogue(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms64m",
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Load.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /**
   * Requests at that rate per second whatever the answers do; a rate of 0 waits for each answer.
   */
  public Burst burst(int port, String path, int connections, int rate, long millis)
      throws IOException {
    return ask("kept", port, path, connections, rate, millis);
  }

  /** The same, each request over a connection that is opened for it and closed after it. */
  public Burst strangers(int port, String path, int connections, int rate, long millis)
      throws IOException {
    return ask("once", port, path, connections, rate, millis);
  }

  private Burst ask(String kind, int port, String path, int connections, int rate, long millis)
      throws IOException {
    return Burst.of(
        dialogue.ask(
            kind + " " + port + " " + path + " " + connections + " " + rate + " " + millis));
  }

  @Override
  public void close() {
    dialogue.close();
  }
}
