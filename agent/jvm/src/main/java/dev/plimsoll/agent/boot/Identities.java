package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.blackbox.PidNamespace;
import dev.plimsoll.wire.blackbox.Origin;
import dev.plimsoll.wire.run.Identity;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Who this run is. */
final class Identities {
  private Identities() {}

  static Identity of(Settings settings) {
    ProcessHandle self = ProcessHandle.current();
    return new Identity(
        settings.run(),
        settings.service(),
        settings.instance(),
        self.pid(),
        host(),
        "jvm",
        version(),
        startedAt(self),
        settings.supervisor(),
        settings.lines());
  }

  /** The run, for whoever finds its black box. */
  static Origin originOf(Identity identity, Settings settings) {
    URI collector = settings.collector();
    // A supervisor and its runs are in one namespace; and before main nobody may ask for a path.
    String namespace = settings.isSupervised() ? null : PidNamespace.current();
    return new Origin(identity, collector == null ? null : collector.toString(), namespace);
  }

  private static String host() {
    String named = System.getenv("HOSTNAME");
    if (named != null && !named.isBlank()) {
      return named;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** {@code 17.0.15}, without build and vendor. */
  private static String version() {
    return System.getProperty("java.version", String.valueOf(Runtime.version().feature()));
  }

  private static long startedAt(ProcessHandle self) {
    return self.info()
        .startInstant()
        .map(java.time.Instant::toEpochMilli)
        .orElseGet(System::currentTimeMillis);
  }
}
