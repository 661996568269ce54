package dev.plimsoll.benchmarks.handles;

import dev.plimsoll.benchmarks.peer.Acceptor;
import dev.plimsoll.benchmarks.peer.Dialogue;
import dev.plimsoll.benchmarks.peer.Java;
import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.peer.Sink;
import dev.plimsoll.benchmarks.report.Options;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One JVM for each peer, all alive at once. */
final class Crew implements AutoCloseable {
  private static final String MAIN = "dev.plimsoll.benchmarks.subject.HandleWork";

  private final Map<Peer, Dialogue> members = new EnumMap<>(Peer.class);

  Crew(List<Peer> peers, Options options, Sink sink, Acceptor acceptor, Path scratch)
      throws IOException {
    String classes = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
    Path file = Files.writeString(scratch.resolve("file"), "opened and closed");
    List<String> program =
        List.of(
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseG1GC",
            "-cp",
            classes,
            MAIN,
            Integer.toString(acceptor.port()),
            file.toString());
    for (Peer peer : peers) {
      Path own = Files.createDirectories(scratch.resolve(peer.key()));
      ProcessBuilder builder =
          new ProcessBuilder(
              Java.command(peer.variant(options.path("jars"), sink.url(), own), program, own));
      builder.redirectError(own.resolve("stderr.txt").toFile());
      members.put(peer, new Dialogue(builder));
    }
  }

  /** Nanoseconds of one operation, wall and CPU; NaN where this peer cannot do it. */
  String measure(Peer peer, Work work, int millis) {
    try {
      return members.get(peer).ask(work.order(millis));
    } catch (IOException e) {
      return "NaN NaN";
    }
  }

  @Override
  public void close() {
    members.values().forEach(Dialogue::close);
  }
}
