package dev.plimsoll.supervisor.report;

import dev.plimsoll.supervisor.instance.Run;
import dev.plimsoll.supervisor.process.Child;
import dev.plimsoll.wire.run.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Says who a run is, as far as a supervisor can know; its agent says the same and more. */
final class Identities {
  private static final String UNKNOWN = "unknown";
  private final String supervisor;
  private final Clock clock;
  private final String host = hostName();

  Identities(String supervisor, Clock clock) {
    this.supervisor = supervisor;
    this.clock = clock;
  }

  Identity of(Run run) {
    Child child = run.child();
    return new Identity(
        run.id(),
        run.service(),
        run.instance(),
        run.pid(),
        host,
        run.runtime(),
        UNKNOWN,
        child == null ? clock.millis() : child.startedAt().toEpochMilli(),
        supervisor,
        run.lines());
  }

  /** From the kernel: asking the resolver for the own name can hang for seconds. */
  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
    } catch (IOException e) {
      return System.getenv().getOrDefault("HOSTNAME", UNKNOWN);
    }
  }
}
