package dev.plimsoll.supervisor.bench;

import dev.plimsoll.supervisor.Supervisor;
import dev.plimsoll.supervisor.SupervisorOptions;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A supervisor in a process of its own, as {@code plimsoll run} is one.
 *
 * <p>Arguments: directory, URL of the collector, shell script to supervise, and maybe how many
 * instances of it.
 */
public final class SupervisorMain {
  private SupervisorMain() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int instances = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
    ServiceSpec service =
        ServiceSpec.of("push", List.of("/bin/sh", "-c", arguments[2])).withInstances(instances);
    SupervisorOptions options =
        SupervisorOptions.of(List.of(service))
            .withDirectories(directory.resolve("run"), directory.resolve("state"))
            .withCollector(URI.create(arguments[1]))
            .withFastStop(true);
    try (Supervisor supervisor = Supervisor.start(options)) {
      supervisor.awaitEnd();
    }
  }
}
