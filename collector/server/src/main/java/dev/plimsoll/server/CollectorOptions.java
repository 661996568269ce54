package dev.plimsoll.server;

import dev.plimsoll.server.alerts.Webhook;
import dev.plimsoll.server.dumps.AnalysisCommand;
import dev.plimsoll.server.dumps.DumpKeeping;
import dev.plimsoll.server.policy.ActionLimits;
import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.run.Lines;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a collector runs. Begin with {@link #in(Path)}; everything else has a default.
 *
 * @param host address to bind; loopback unless told, because nothing here asks for a password
 * @param port 0 to 65535; 0 takes a free one
 * @param dataDir where everything is kept; created if missing
 * @param publicUrl where people reach the collector, for links in alerts; null for its own address
 * @param policy what holds for runs whose service has no lines of its own
 * @param lines load lines by service
 * @param webhooks where alerts go
 * @param limits how much the policy may do on its own
 * @param dumps how many heap dumps are kept
 * @param analysis how heap dumps are analysed; null to keep them without
 * @param keepSamples how long samples are kept
 * @param keepEvents how long events, and runs after their end, are kept
 * @param clock tells the time
 */
public record CollectorOptions(
    String host,
    int port,
    Path dataDir,
    @Nullable URI publicUrl,
    Policy policy,
    Map<String, Lines> lines,
    List<Webhook> webhooks,
    ActionLimits limits,
    DumpKeeping dumps,
    @Nullable AnalysisCommand analysis,
    Duration keepSamples,
    Duration keepEvents,
    Clock clock) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 7070;

  public CollectorOptions {
    lines = Map.copyOf(lines);
    webhooks = List.copyOf(webhooks);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
    }
  }

  /** The usual collector, with its data in that directory. */
  public static CollectorOptions in(Path dataDir) {
    return new CollectorOptions(
        DEFAULT_HOST,
        DEFAULT_PORT,
        dataDir,
        null,
        Policy.DEFAULT,
        Map.of(),
        List.of(),
        ActionLimits.DEFAULT,
        DumpKeeping.DEFAULT,
        null,
        Duration.ofDays(2),
        Duration.ofDays(30),
        Clock.systemUTC());
  }

  public CollectorOptions at(String otherHost, int otherPort) {
    return new CollectorOptions(
        otherHost,
        otherPort,
        dataDir,
        publicUrl,
        policy,
        lines,
        webhooks,
        limits,
        dumps,
        analysis,
        keepSamples,
        keepEvents,
        clock);
  }

  public CollectorOptions publicUrl(@Nullable URI other) {
    return new CollectorOptions(
        host,
        port,
        dataDir,
        other,
        policy,
        lines,
        webhooks,
        limits,
        dumps,
        analysis,
        keepSamples,
        keepEvents,
        clock);
  }

  public CollectorOptions policy(Policy other) {
    return new CollectorOptions(
        host,
        port,
        dataDir,
        publicUrl,
        other,
        lines,
        webhooks,
        limits,
        dumps,
        analysis,
        keepSamples,
        keepEvents,
        clock);
  }

  public CollectorOptions lines(Map<String, Lines> other) {
    return new CollectorOptions(
        host,
        port,
        dataDir,
        publicUrl,
        policy,
        other,
        webhooks,
        limits,
        dumps,
        analysis,
        keepSamples,
        keepEvents,
        clock);
  }

  public CollectorOptions webhooks(List<Webhook> other) {
    return new CollectorOptions(
        host,
        port,
        dataDir,
        publicUrl,
        policy,
        lines,
        other,
        limits,
        dumps,
        analysis,
        keepSamples,
        keepEvents,
        clock);
  }

  public CollectorOptions limits(ActionLimits other) {
    return new CollectorOptions(
        host,
        port,
        dataDir,
        publicUrl,
        policy,
        lines,
        webhooks,
        other,
        dumps,
        analysis,
        keepSamples,
        keepEvents,
        clock);
  }

  public CollectorOptions dumps(DumpKeeping other) {
    return new CollectorOptions(
        host,
        port,
        dataDir,
        publicUrl,
        policy,
        lines,
        webhooks,
        limits,
        other,
        analysis,
        keepSamples,
        keepEvents,
        clock);
  }

  public CollectorOptions analysis(@Nullable AnalysisCommand other) {
    return new CollectorOptions(
        host,
        port,
        dataDir,
        publicUrl,
        policy,
        lines,
        webhooks,
        limits,
        dumps,
        other,
        keepSamples,
        keepEvents,
        clock);
  }

  public CollectorOptions keep(Duration samples, Duration events) {
    return new CollectorOptions(
        host, port, dataDir, publicUrl, policy, lines, webhooks, limits, dumps, analysis, samples,
        events, clock);
  }

  public CollectorOptions clock(Clock other) {
    return new CollectorOptions(
        host,
        port,
        dataDir,
        publicUrl,
        policy,
        lines,
        webhooks,
        limits,
        dumps,
        analysis,
        keepSamples,
        keepEvents,
        other);
  }
}
