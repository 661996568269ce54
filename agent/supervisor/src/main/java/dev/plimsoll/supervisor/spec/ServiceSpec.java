package dev.plimsoll.supervisor.spec;

import dev.plimsoll.wire.run.Lines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service to supervise.
 *
 * @param name letters, digits, dot, hyphen and underscore, at most 64; it names files and runs
 * @param command program and arguments; the program is looked up in {@code PATH}
 * @param instances processes of it on this host, 1 to 256
 * @param port the port whose listener means "ready"; null for any listener
 * @param lines load lines of its own; null for the collector's
 * @param ready when a run counts as ready
 * @param stop how a run is asked to end
 * @param restart how soon a run that ended unasked gets a successor
 * @param environment added to the supervisor's own
 * @param directory working directory; null for the supervisor's own
 * @param logs how much is kept of what it prints
 */
public record ServiceSpec(
    String name,
    List<String> command,
    int instances,
    @Nullable Integer port,
    @Nullable Lines lines,
    ReadySpec ready,
    StopSpec stop,
    RestartSpec restart,
    Map<String, String> environment,
    @Nullable Path directory,
    LogSpec logs) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public ServiceSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    require(
        NAME.matcher(name).matches(),
        "a service name has 1 to 64 letters, digits, '.', '-' or '_', but was '" + name + "'");
    require(!command.isEmpty(), "service " + name + " has no command");
    require(
        instances >= 1 && instances <= 256,
        "service " + name + " needs 1 to 256 instances, not " + instances);
    require(
        port == null || (port >= 1 && port <= 65535),
        "service " + name + ": port " + port + " is not between 1 and 65535");
  }

  /** One instance of a command, with the defaults of the product. */
  public static ServiceSpec of(String name, List<String> command) {
    return new ServiceSpec(
        name,
        command,
        1,
        null,
        null,
        ReadySpec.DEFAULT,
        StopSpec.DEFAULT,
        RestartSpec.DEFAULT,
        Map.of(),
        null,
        LogSpec.DEFAULT);
  }

  public ServiceSpec withInstances(int count) {
    return new ServiceSpec(
        name, command, count, port, lines, ready, stop, restart, environment, directory, logs);
  }

  public ServiceSpec withPort(@Nullable Integer declared) {
    return new ServiceSpec(
        name,
        command,
        instances,
        declared,
        lines,
        ready,
        stop,
        restart,
        environment,
        directory,
        logs);
  }

  public ServiceSpec withLines(@Nullable Lines own) {
    return new ServiceSpec(
        name, command, instances, port, own, ready, stop, restart, environment, directory, logs);
  }

  /** How long a run may take until it is ready. */
  public Duration readyTimeout() {
    return ready.timeout();
  }

  public ServiceSpec withReady(ReadySpec how) {
    return new ServiceSpec(
        name, command, instances, port, lines, how, stop, restart, environment, directory, logs);
  }

  public ServiceSpec withStop(StopSpec how) {
    return new ServiceSpec(
        name, command, instances, port, lines, ready, how, restart, environment, directory, logs);
  }

  public ServiceSpec withRestart(RestartSpec how) {
    return new ServiceSpec(
        name, command, instances, port, lines, ready, stop, how, environment, directory, logs);
  }

  public ServiceSpec withEnvironment(Map<String, String> added) {
    return new ServiceSpec(
        name, command, instances, port, lines, ready, stop, restart, added, directory, logs);
  }

  public ServiceSpec withDirectory(@Nullable Path working) {
    return new ServiceSpec(
        name, command, instances, port, lines, ready, stop, restart, environment, working, logs);
  }

  public ServiceSpec withLogs(LogSpec kept) {
    return new ServiceSpec(
        name, command, instances, port, lines, ready, stop, restart, environment, directory, kept);
  }

  /**
   * Of what a process is started from: while it stays the same, a run need not be replaced. How it
   * is watched and ended is no part of it, nor how many there are.
   */
  public String digest() {
    String started =
        String.join("\0", command)
            + "\0\0"
            + new TreeMap<>(environment)
            + "\0"
            + directory
            + "\0"
            + lines;
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(started.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }
}
