package dev.plimsoll.benchmarks.death;

import dev.plimsoll.supervisor.Supervisor;
import dev.plimsoll.supervisor.SupervisorOptions;
import dev.plimsoll.supervisor.spec.RestartSpec;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.spec.StopSpec;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.run.Lines;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Lets one process end in one way, under a supervisor, and sees what is known of it then. */
final class Trial {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration NEVER_AGAIN = Duration.ofMinutes(5);

  /** Batches turned away before the end: seconds that only the black box knows of. */
  private static final int TURNED_AWAY = 3;

  private final Path java;
  private final Path agent;
  private final Path folder;

  /**
   * A trial that has not begun.
   *
   * @param folder empty; left to the caller
   */
  Trial(Path java, Path agent, Path folder) {
    this.java = java;
    this.agent = agent;
    this.folder = folder;
  }

  /** Runs it; fails if something does not happen in time. */
  Outcome of(Ending ending) throws IOException, InterruptedException {
    Path sign = folder.resolve("sign");
    try (Witness witness = new Witness();
        Supervisor supervisor = Supervisor.start(options(ending, sign, witness))) {
      await(() -> witness.heard() > 0 && witness.refused() >= TURNED_AWAY, "samples");
      Files.createFile(sign);
      ending.strike(pidOf(sign));
      await(() -> witness.exit().isPresent(), "the exit");
      await(() -> witness.givenBack() > 0, "what the black box holds");
      return outcome(ending, witness);
    }
  }

  private SupervisorOptions options(Ending ending, Path sign, Witness witness) {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx128m", "-XX:+UseG1GC"));
    command.add(ending.flag());
    command.add("-cp");
    command.add(classes().toString());
    command.addAll(List.of(Victim.class.getName(), ending.word(), sign.toString()));
    ServiceSpec service =
        ServiceSpec.of("victim", command)
            // Nobody is to have it replaced before it dies.
            .withLines(new Lines(1, 1, 1))
            .withRestart(new RestartSpec(Duration.ZERO, NEVER_AGAIN, NEVER_AGAIN, NEVER_AGAIN))
            .withStop(new StopSpec("SIGTERM", Duration.ofSeconds(5)));
    return SupervisorOptions.of(List.of(service))
        .withDirectories(folder.resolve("run"), folder.resolve("state"))
        .withCollector(witness.uri())
        .withAgentJar(agent)
        .withConsole(sentence -> {})
        .withOutput(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
  }

  private static Path classes() {
    try {
      return Path.of(Victim.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long pidOf(Path sign) {
    return ProcessHandle.current()
        .descendants()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .map(words -> List.of(words).contains(sign.toString()))
                    .orElse(false))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  private static Outcome outcome(Ending ending, Witness witness) throws IOException {
    Event exit = witness.exit().orElseThrow();
    Map<?, ?> data = (Map<?, ?>) exit.data().get("exit");
    if (data == null) {
      throw new IOException("the exit says nothing: " + exit);
    }
    Object recording = data.get("recording");
    return new Outcome(
        ending,
        String.valueOf(data.get(data.get("code") == null ? "signal" : "code")),
        witness.heard(),
        witness.givenBack(),
        witness.missing(),
        data.get("lastBeforeEndMs") instanceof Number ms ? ms.longValue() : -1,
        recording == null ? null : Path.of(recording.toString()),
        exit.text());
  }

  private static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new IllegalStateException("waited " + LIMIT + " in vain for " + what);
      }
      Thread.sleep(20);
    }
  }
}
