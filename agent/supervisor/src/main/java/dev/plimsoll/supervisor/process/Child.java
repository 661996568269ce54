package dev.plimsoll.supervisor.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A child process of the supervisor. */
public interface Child {
  long pid();

  /** Start of the process by the system's clock. */
  Instant startedAt();

  /** Null while the process lives. */
  @Nullable ExitStatus exitStatus();

  /**
   * End of the process by the system's clock, a little before its status is told; null until then.
   */
  @Nullable Instant endedAt();

  /** The last lines it printed, oldest first. */
  List<String> lastLines();

  /** For signals; empty when the process is gone. */
  Optional<ProcessHandle> handle();
}
