package dev.plimsoll.app.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the sample programs are started.
 *
 * @param java the Java to run them in
 * @param jar the samples
 */
record SampleCommands(Path java, Path jar) {
  private static final String PACKAGE = "dev.plimsoll.samples.";

  /**
   * A program of the samples in a JVM.
   *
   * @param main such as {@code push.PushLoad}
   */
  List<String> jvm(String heap, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Xmx" + heap);
    command.add("-cp");
    command.add(jar.toString());
    command.add(PACKAGE + main);
    command.addAll(List.of(arguments));
    return command;
  }

  /** Ten messages of 64 KiB a second by HTTP, to a server that may come and go. */
  List<String> httpLoad(int port) {
    return jvm(
        "96m",
        "push.PushLoad",
        "--port",
        Integer.toString(port),
        "--rate",
        "10",
        "--stop-with-stdin",
        "yes");
  }

  /** The gateway that answers two calls a second. */
  Scenario.Part slowGateway(int port) {
    List<String> command =
        jvm(
            "96m",
            "push.PushGateway",
            "--port",
            Integer.toString(port),
            "--rate",
            "2",
            "--stop-with-stdin",
            "yes");
    return new Scenario.Part("gateway", command, port);
  }
}
