package dev.plimsoll.app.cli;

import dev.plimsoll.supervisor.instance.RunView;
import dev.plimsoll.supervisor.local.LocalSupervisor;
import dev.plimsoll.supervisor.local.LocalSupervisors;
import dev.plimsoll.supervisor.spec.PrivateDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The supervisors of this user on this host: reachable without any collector. */
final class LocalHost {
  private LocalHost() {}

  static List<RunView> runs() throws IOException {
    List<RunView> runs = new ArrayList<>();
    for (LocalSupervisor supervisor : supervisors()) {
      runs.addAll(supervisor.list());
    }
    return runs;
  }

  /** The supervisor that keeps what is called so. */
  static Optional<LocalSupervisor> keeperOf(String name) throws IOException {
    for (LocalSupervisor supervisor : supervisors()) {
      for (RunView run : supervisor.list()) {
        if (name.equals(run.service()) || name.equals(run.instance()) || name.equals(run.run())) {
          return Optional.of(supervisor);
        }
      }
    }
    return Optional.empty();
  }

  private static List<LocalSupervisor> supervisors() throws IOException {
    return LocalSupervisors.in(PrivateDirectory.runtime(System.getenv()));
  }
}
