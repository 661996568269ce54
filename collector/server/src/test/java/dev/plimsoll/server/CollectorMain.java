package dev.plimsoll.server;

import java.io.IOException;
import java.nio.file.Path;

/** A collector in a process of its own, for tests that kill it. Ends when its input does. */
public final class CollectorMain {
  private CollectorMain() {}

  public static void main(String[] args) throws IOException, CollectorStartException {
    try (Collector collector =
        Collector.start(
            CollectorOptions.in(Path.of(args[0])).at("127.0.0.1", Integer.parseInt(args[1])))) {
      System.out.println(collector.url());
      while (System.in.read() >= 0) {
        // nobody says anything; the end of the input is what matters
      }
    }
  }
}
