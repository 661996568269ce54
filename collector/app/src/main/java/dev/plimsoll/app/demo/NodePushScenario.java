package dev.plimsoll.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The slow-upstream push server, written for Node. */
final class NodePushScenario implements Scenario {
  private static final int HEAP_MIB = 96;

  private final SampleCommands samples;
  private final NodeProgram program;
  private final int port = Ports.free();
  private final int gatewayPort = Ports.free();

  /**
   * A story that has not begun.
   *
   * @param folder of the sample programs for Node
   */
  NodePushScenario(SampleCommands samples, Path folder) throws IOException {
    this.samples = samples;
    this.program = new NodeProgram(folder.resolve("push-server.js"), HEAP_MIB);
  }

  @Override
  public String service() {
    return "push";
  }

  @Override
  public String story() {
    return "a push server on Node whose gateway answers ever more slowly";
  }

  @Override
  public int heapMib() {
    return HEAP_MIB;
  }

  @Override
  public Part upstream() {
    return samples.slowGateway(gatewayPort);
  }

  @Override
  public List<String> command() {
    return program.command(
        "--port", Integer.toString(port), "--gateway", "http://127.0.0.1:" + gatewayPort + "/push");
  }

  @Override
  public int servicePort() {
    return port;
  }

  @Override
  public List<String> load() {
    return samples.httpLoad(port);
  }
}
