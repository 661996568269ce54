package dev.plimsoll.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The slow-upstream push server: ten messages a second come in, the gateway answers two, every
 * pending call keeps its message. A heap of 256 MiB crosses its restart line in about three
 * minutes.
 */
final class PushScenario {
  private static final int MESSAGES_A_SECOND = 10;
  private static final int ANSWERS_A_SECOND = 2;

  private final Path java;
  private final Path samples;
  private final int httpPort = Ports.free();
  private final int tcpPort = Ports.free();
  private final int gatewayPort = Ports.free();

  PushScenario(Path java, Path samples) throws IOException {
    this.java = java;
    this.samples = samples;
  }

  int gatewayPort() {
    return gatewayPort;
  }

  int servicePort() {
    return httpPort;
  }

  List<String> gateway() {
    return sample(
        "96m",
        "PushGateway",
        "--port",
        text(gatewayPort),
        "--rate",
        text(ANSWERS_A_SECOND),
        "--stop-with-stdin",
        "yes");
  }

  List<String> load() {
    return sample(
        "96m",
        "PushLoad",
        "--port",
        text(httpPort),
        "--tcp-port",
        text(tcpPort),
        "--rate",
        text(MESSAGES_A_SECOND),
        "--stop-with-stdin",
        "yes");
  }

  List<String> service() {
    return sample(
        "256m",
        "PushServer",
        "--port",
        text(httpPort),
        "--tcp-port",
        text(tcpPort),
        "--gateway",
        "http://127.0.0.1:" + gatewayPort + "/push");
  }

  private List<String> sample(String heap, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Xmx" + heap);
    command.add("-cp");
    command.add(samples.toString());
    command.add("dev.plimsoll.samples.push." + main);
    command.addAll(List.of(arguments));
    return command;
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
