package dev.plimsoll.benchmarks.replace;

import dev.plimsoll.supervisor.Supervisor;
import dev.plimsoll.supervisor.SupervisorOptions;
import dev.plimsoll.supervisor.instance.Outcome;
import dev.plimsoll.supervisor.local.LocalSupervisor;
import dev.plimsoll.supervisor.local.LocalSupervisors;
import dev.plimsoll.supervisor.spec.ReadySpec;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Our own supervisor, in this process, with the agent in the server. */
final class Plimsoll implements Contender {
  private final Path folder;
  private final Path agent;
  private final IntFunction<List<String>> command;
  private @Nullable Supervisor supervisor;

  Plimsoll(Path folder, Path agent, IntFunction<List<String>> command) {
    this.folder = folder;
    this.agent = agent;
    this.command = command;
  }

  @Override
  public void start(int port) throws Exception {
    ServiceSpec service =
        ServiceSpec.of("server", new ArrayList<>(command.apply(port)))
            .withReady(new ReadySpec(Duration.ofSeconds(60), Duration.ofMillis(200)));
    supervisor =
        Supervisor.start(
            SupervisorOptions.of(List.of(service))
                .withAgentJar(agent)
                .withDirectories(folder.resolve("run"), folder.resolve("state"))
                .withOutput(OutputStream.nullOutputStream(), System.err)
                .withConsole(text -> {}));
    while (local().list().stream().noneMatch(run -> run.state().equals("ready"))) {
      Thread.sleep(50);
    }
  }

  private LocalSupervisor local() throws IOException {
    return LocalSupervisors.in(folder.resolve("run")).stream()
        .findFirst()
        .orElseThrow(() -> new IOException("the supervisor does not answer"));
  }

  @Override
  public void replace() throws Exception {
    Outcome outcome = local().replace("server", "the benchmark", step -> {});
    if (outcome.result() != Outcome.Result.DONE) {
      throw new IllegalStateException(outcome.text());
    }
  }

  @Override
  public void close() {
    if (supervisor != null) {
      supervisor.close();
    }
  }
}
