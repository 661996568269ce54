package dev.plimsoll.app.demo;

import java.io.IOException;
import java.util.List;

/**
 * The slow-upstream push server: ten messages a second come in, the gateway answers two, every
 * pending call keeps its message. A heap of 256 MiB crosses its restart line in about three
 * minutes.
 */
final class PushScenario implements Scenario {
  private static final int HEAP_MIB = 256;

  private final SampleCommands samples;
  private final int httpPort = Ports.free();
  private final int tcpPort = Ports.free();
  private final int gatewayPort = Ports.free();

  PushScenario(SampleCommands samples) throws IOException {
    this.samples = samples;
  }

  @Override
  public String service() {
    return "push";
  }

  @Override
  public String story() {
    return "a push server whose gateway answers ever more slowly";
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
    return samples.jvm(
        HEAP_MIB + "m",
        "push.PushServer",
        "--port",
        Integer.toString(httpPort),
        "--tcp-port",
        Integer.toString(tcpPort),
        "--gateway",
        "http://127.0.0.1:" + gatewayPort + "/push");
  }

  @Override
  public int servicePort() {
    return httpPort;
  }

  @Override
  public List<String> load() {
    return samples.jvm(
        "96m",
        "push.PushLoad",
        "--port",
        Integer.toString(httpPort),
        "--tcp-port",
        Integer.toString(tcpPort),
        "--rate",
        "10",
        "--stop-with-stdin",
        "yes");
  }
}
