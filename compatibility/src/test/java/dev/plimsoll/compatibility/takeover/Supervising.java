package dev.plimsoll.compatibility.takeover;

import dev.plimsoll.supervisor.Supervisor;
import dev.plimsoll.supervisor.SupervisorOptions;
import dev.plimsoll.supervisor.spec.ReadySpec;
import dev.plimsoll.supervisor.spec.RestartSpec;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.spec.StopSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A supervisor in a process of its own, so that it can be killed.
 *
 * <p>Arguments: its folder, and the command to supervise.
 */
public final class Supervising {
  private Supervising() {}

  public static void main(String[] arguments) throws Exception {
    List<String> command = Arrays.asList(arguments).subList(1, arguments.length);
    try (Supervisor supervisor = Supervisor.start(options(Path.of(arguments[0]), command))) {
      supervisor.awaitEnd();
    }
  }

  static SupervisorOptions options(Path folder, List<String> command) {
    ServiceSpec service =
        ServiceSpec.of("push", command)
            .withReady(new ReadySpec(Duration.ofSeconds(40), Duration.ofMillis(100)))
            .withRestart(
                new RestartSpec(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30)))
            .withStop(new StopSpec("SIGTERM", Duration.ofSeconds(20)));
    return SupervisorOptions.of(List.of(service))
        .withAgentJar(Path.of(System.getProperty("plimsoll.agent.jar", "")))
        .withNodeAgent(Path.of(System.getProperty("plimsoll.node.agent", "")))
        .withDirectories(folder.resolve("run"), folder.resolve("state"));
  }
}
