package dev.plimsoll.benchmarks.node;

import dev.plimsoll.benchmarks.peer.Node;
import dev.plimsoll.benchmarks.peer.Scratch;
import dev.plimsoll.benchmarks.peer.Sink;
import dev.plimsoll.benchmarks.peer.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The measured server, ready to be started under each peer. */
final class NodeServers implements AutoCloseable {
  private static final List<String> FRAMEWORKS =
      List.of("express@5.3.0", "fastify@5.12.8", "@opentelemetry/api@1.10.0");
  private static final List<String> SCRIPTS =
      List.of("server.js", "prom-client.js", "xprofiler.js");
  static final String PATH = "/users/#";

  private final Path node;
  private final Path folder;
  private final Path agent;
  private final String app;
  private final List<NodePeer> peers = new ArrayList<>();
  private final Map<NodePeer, Sink> sinks = new EnumMap<>(NodePeer.class);

  /**
   * Fetches what is missing.
   *
   * @param kept folder that keeps what was fetched from one run to the next
   */
  NodeServers(Path node, Path kept, Path agent, String app, List<NodePeer> wanted)
      throws IOException, InterruptedException {
    this.node = node;
    this.agent = agent;
    this.app = app;
    folder = kept.resolve("overhead");
    for (NodePeer peer : wanted) {
      if (fetch(peer)) {
        peers.add(peer);
        sinks.put(peer, new Sink());
      }
    }
    try (Scratch scratch = new Scratch()) {
      for (String script : SCRIPTS) {
        Files.move(
            scratch.resource("/node/overhead/" + script),
            folder.resolve(script),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Those that could be had. */
  List<NodePeer> peers() {
    return peers;
  }

  Subject start(NodePeer peer) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(node.toString(), "--expose-gc"));
    command.addAll(peer.flags(agent));
    command.addAll(List.of("server.js", app));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(NODE|PLIMSOLL|OTEL)_.*"));
    builder.environment().putAll(peer.environment(sinks.get(peer).url()));
    try {
      return Subject.start(builder, PATH.replace("#", "1"));
    } catch (IOException e) {
      throw new IOException(peer.label() + ": " + e.getMessage(), e);
    }
  }

  /** None from the agent would mean that its work was not measured. */
  long posts(NodePeer peer) {
    return sinks.get(peer).posts();
  }

  @Override
  public void close() {
    sinks.values().forEach(Sink::close);
  }

  private boolean fetch(NodePeer peer) throws IOException, InterruptedException {
    Path fetched = folder.resolve("fetched-" + peer.key());
    if (Files.exists(fetched)) {
      return true;
    }
    List<String> packages = new ArrayList<>(FRAMEWORKS);
    if (!peer.packageWithVersion().isEmpty()) {
      packages.add(peer.packageWithVersion());
    }
    try {
      Node.install(folder, packages);
    } catch (IOException e) {
      if (peer != NodePeer.XPROFILER) {
        throw e;
      }
      System.err.println("xprofiler can't be installed here and is left out");
      return false;
    }
    Files.createFile(fetched);
    return true;
  }
}
