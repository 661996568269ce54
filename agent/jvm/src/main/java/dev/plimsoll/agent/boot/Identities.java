package dev.plimsoll.agent.boot;

import dev.plimsoll.wire.run.Identity;
import java.net.InetAddress;
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
