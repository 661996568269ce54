package dev.plimsoll.app.demo;

import dev.plimsoll.app.bundle.EmbeddedJar;
import dev.plimsoll.app.bundle.NodeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The stories that there are, by name. */
public final class Scenarios {
  /** In the order in which people are told of them; the first is the default. */
  public static final List<String> NAMES = List.of("push", "node-push", "node-proxy");

  private Scenarios() {}

  /**
   * Prepares a story.
   *
   * @throws DemoException if it needs what is not there
   */
  static Scenario named(String name, Path java, Map<String, String> environment)
      throws DemoException, IOException {
    SampleCommands samples = new SampleCommands(java, EmbeddedJar.SAMPLES.extract(environment));
    if (name.equals("push")) {
      return new PushScenario(samples);
    }
    if (!hasNode(environment)) {
      throw new DemoException(
          "the scenario " + name + " needs Node 18 or newer: put node on the PATH");
    }
    Path folder = NodeFiles.samples(environment);
    return name.equals("node-push")
        ? new NodePushScenario(samples, folder)
        : new NodeProxyScenario(samples, folder);
  }

  private static boolean hasNode(Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, "node"))) {
        return true;
      }
    }
    return false;
  }
}
