package dev.plimsoll.app.config;

import dev.plimsoll.wire.run.Lines;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code plimsoll.yml} says, checked and with every default filled in.
 *
 * @param services by name, in the order of the file
 * @param alerts where alerts go
 */
public record Configuration(Map<String, Service> services, List<Alert> alerts) {
  public static final Configuration EMPTY = new Configuration(Map.of(), List.of());

  /**
   * One supervised service.
   *
   * @param command program and arguments
   * @param instances how many at once, at least 1
   * @param port TCP port it listens on; null if any will do
   * @param lines its load lines
   * @param readyTimeout how long a run may take to get ready
   * @param stop how it is asked to stop, and how long it may take
   * @param restart when and how fast it is started again
   */
  public record Service(
      List<String> command,
      int instances,
      @Nullable Integer port,
      Lines lines,
      Duration readyTimeout,
      Stop stop,
      Restart restart) {}

  /** The polite signal, and how long until SIGKILL follows it. */
  public record Stop(String signal, Duration timeout) {
    public static final Stop DEFAULT = new Stop("SIGTERM", Duration.ofSeconds(30));
  }

  /** Restarts after an exit nobody asked for. */
  public record Restart(Duration minUptime, Duration firstBackoff, Duration longestBackoff) {
    public static final Restart DEFAULT =
        new Restart(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  /** A chat webhook that takes Slack's message shape. */
  public record Alert(URI url) {}

  /** The service that {@code run -- COMMAND} describes without a file. */
  public static Service serviceOf(List<String> command) {
    return new Service(
        command,
        1,
        null,
        Lines.DEFAULT,
        Duration.ofSeconds(50),
        Stop.DEFAULT,
        Restart.DEFAULT);
  }
}
