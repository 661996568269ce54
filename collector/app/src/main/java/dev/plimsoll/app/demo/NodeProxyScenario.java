package dev.plimsoll.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A front on Node before a backend on the JVM, which stops answering after half a minute: every
 * request that waits for it stays in the memory of the front.
 */
final class NodeProxyScenario implements Scenario {
  private static final int HEAP_MIB = 96;
  private static final int BACKEND_ANSWERS_FOR_SECONDS = 30;

  private final SampleCommands samples;
  private final NodeProgram program;
  private final int port = Ports.free();
  private final int backendPort = Ports.free();

  /**
   * A story that has not begun.
   *
   * @param folder of the sample programs for Node
   */
  NodeProxyScenario(SampleCommands samples, Path folder) throws IOException {
    this.samples = samples;
    this.program = new NodeProgram(folder.resolve("front.js"), HEAP_MIB);
  }

  @Override
  public String service() {
    return "front";
  }

  @Override
  public String story() {
    return "a front on Node whose backend stops answering after half a minute";
  }

  @Override
  public int heapMib() {
    return HEAP_MIB;
  }

  @Override
  public Part upstream() {
    List<String> command =
        samples.jvm(
            "64m",
            "proxy.Backend",
            Integer.toString(backendPort),
            Integer.toString(BACKEND_ANSWERS_FOR_SECONDS));
    return new Part("backend", command, backendPort);
  }

  @Override
  public List<String> command() {
    return program.command(
        "--port", Integer.toString(port), "--backend", "http://127.0.0.1:" + backendPort);
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
