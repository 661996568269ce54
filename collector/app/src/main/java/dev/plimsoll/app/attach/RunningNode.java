package dev.plimsoll.app.attach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.app.bundle.NodeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A Node on this host, by its inspector: SIGUSR1 opens that on a port of the loopback interface,
 * and it is closed again when we are done. Any user of the host could use it as long as it is open.
 */
public final class RunningNode implements RunningProcess {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OLDEST_NODE = 18;
  private static final String PRESENT = "process[Symbol.for('plimsoll.agent')]";
  private static final long LONGEST_OPENING_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long STEP_MS = 20;

  private final TargetProcess process;
  private final Inspector inspector;

  /** Whether it was closed before us. */
  private final boolean isOurs;

  private RunningNode(TargetProcess process, Inspector inspector, boolean isOurs) {
    this.process = process;
    this.inspector = inspector;
    this.isOurs = isOurs;
  }

  static RunningNode open(TargetProcess process) throws IOException, InterruptedException {
    process.checkNode();
    OptionalInt opened = process.inspectorPort();
    if (opened.isPresent()) {
      return new RunningNode(process, Inspector.connect(opened.getAsInt()), false);
    }
    Listening before = Listening.of(process);
    process.signal("USR1");
    long deadline = System.nanoTime() + LONGEST_OPENING_NANOS;
    while (System.nanoTime() < deadline) {
      for (int port : Listening.of(process).portsBeside(before)) {
        Optional<Inspector> found = Inspector.at(port);
        if (found.isPresent()) {
          return new RunningNode(process, found.get(), true);
        }
      }
      TimeUnit.MILLISECONDS.sleep(STEP_MS);
    }
    throw new IOException(
        "the Node %d did not open its inspector: either its port, 9229 unless it was started with --inspect-port, is taken, or the program has a handler for SIGUSR1 of its own; its stderr may say more"
            .formatted(process.pid()));
  }

  @Override
  public Path agent(Map<String, String> environment) throws IOException {
    return NodeFiles.agent(environment).resolveSibling("index.js");
  }

  @Override
  public Optional<String> presence() throws IOException, InterruptedException {
    JsonNode told =
        inspector.evaluate(
            "(p => p ? (p.isSupervised ? 'supervised ' : 'alone ') + p.run : null)(%s)"
                .formatted(PRESENT));
    return told.isTextual() ? Optional.of(told.asText()) : Optional.empty();
  }

  @Override
  public String service(Path agent) throws IOException, InterruptedException {
    Path settings = agent.resolveSibling("lib/boot/settings.js");
    return inspector
        .evaluate("require(%s).read({}, process.argv[1]).service".formatted(quoted(settings)))
        .asText();
  }

  @Override
  public String enter(Path agent, Orders orders) throws IOException, InterruptedException {
    String version = inspector.evaluate("process.versions.node").asText();
    if (Integer.parseInt(version.split("\\.", 2)[0]) < OLDEST_NODE) {
      throw new IOException(
          "process %d runs Node %s; the agent needs %d or newer"
              .formatted(process.pid(), version, OLDEST_NODE));
    }
    Map<String, String> environment =
        Map.of(
            "PLIMSOLL_SERVICE", orders.service(),
            "PLIMSOLL_INSTANCE", orders.instance(),
            "PLIMSOLL_COLLECTOR", orders.collector().toString());
    JsonNode run =
        inspector.evaluate(
            "require(%s).attach(%s)"
                .formatted(quoted(agent), JSON.writeValueAsString(environment)));
    if (!run.isTextual()) {
      throw new IOException(
          "the Node %d has loaded the agent, but it did not get to work".formatted(process.pid()));
    }
    return run.asText();
  }

  @Override
  public void leave(Path agent) throws IOException, InterruptedException {
    inspector.evaluate(PRESENT + ".leave()");
    if (presence().isPresent()) {
      throw new IOException("the agent has not left the Node " + process.pid());
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (!isOurs) {
      inspector.disconnect();
      return;
    }
    inspector.closeServer();
    long deadline = System.nanoTime() + LONGEST_OPENING_NANOS;
    while (process.isThere() && Listening.of(process).has(inspector.port())) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "the inspector of process %d is still open on port %d; its event loop may be blocked"
                .formatted(process.pid(), inspector.port()));
      }
      TimeUnit.MILLISECONDS.sleep(STEP_MS);
    }
  }

  private static String quoted(Path path) throws JsonProcessingException {
    return JSON.writeValueAsString(path.toString());
  }
}
