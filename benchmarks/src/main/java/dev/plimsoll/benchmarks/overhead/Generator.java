package dev.plimsoll.benchmarks.overhead;

import dev.plimsoll.benchmarks.load.Burst;
import dev.plimsoll.benchmarks.load.Load;
import dev.plimsoll.benchmarks.peer.Dialogue;
import java.io.IOException;
import java.nio.file.Path;

/** The load generator, in its own JVM. */
final class Generator implements AutoCloseable {
  private final Dialogue dialogue;

  Generator() throws IOException {
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
  Burst burst(int port, String path, int connections, int rate, long millis) throws IOException {
    return Burst.of(
        dialogue.ask(port + " " + path + " " + connections + " " + rate + " " + millis));
  }

  @Override
  public void close() {
    dialogue.close();
  }
}
