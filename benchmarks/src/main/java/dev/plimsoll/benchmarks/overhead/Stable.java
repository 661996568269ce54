package dev.plimsoll.benchmarks.overhead;

import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.peer.Scratch;
import dev.plimsoll.benchmarks.peer.Sink;
import dev.plimsoll.benchmarks.peer.Subject;
import dev.plimsoll.benchmarks.peer.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The peers made ready to start: each with its sink and a folder of its own. */
final class Stable implements AutoCloseable {
  private final Plan plan;
  private final Scratch scratch = new Scratch();
  private final Map<Peer, Sink> sinks = new EnumMap<>(Peer.class);

  Stable(Plan plan) throws IOException {
    this.plan = plan;
    for (Peer peer : plan.peers()) {
      sinks.put(peer, new Sink());
      Files.createDirectory(folder(peer));
    }
  }

  Subject start(Peer peer) throws IOException, InterruptedException {
    Variant variant = peer.variant(plan.jars(), sinks.get(peer).url(), folder(peer));
    try {
      return Subject.start(variant, plan.program(), plan.onePath(), folder(peer));
    } catch (IOException e) {
      throw new IOException(peer.label() + ": " + e.getMessage(), e);
    }
  }

  /** What a peer delivered, of which none would mean that its work was not measured. */
  Sink sink(Peer peer) {
    return sinks.get(peer);
  }

  @Override
  public void close() throws IOException {
    sinks.values().forEach(Sink::close);
    scratch.close();
  }

  private Path folder(Peer peer) {
    return scratch.folder().resolve(peer.key());
  }
}
