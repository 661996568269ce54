package dev.plimsoll.supervisor;

import dev.plimsoll.supervisor.spec.PrivateDirectory;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Supervisor} works with.
 *
 * @param services at least one, each name once
 * @param collector base URL such as {@code http://127.0.0.1:7070}; null to work without
 * @param agentJar goes into each JVM; null for none
 * @param nodeAgent file that each Node process loads first; null for none
 * @param runtimeDir for sockets; made with mode 0700
 * @param stateDir for what agents keep on disk; made with mode 0700
 * @param clock tells the time of events
 * @param out where children's standard output goes on to
 * @param err where children's standard error goes on to
 * @param console takes what the supervisor has to say, a sentence at a time
 * @param fastStop end within 4 s, whatever the stop timeouts of the services are
 * @param origin where the services are written down: those that a killed supervisor of the same
 *     origin has left are ended if they are there no more; empty for a single command
 */
public record SupervisorOptions(
    List<ServiceSpec> services,
    @Nullable URI collector,
    @Nullable Path agentJar,
    @Nullable Path nodeAgent,
    Path runtimeDir,
    Path stateDir,
    Clock clock,
    OutputStream out,
    OutputStream err,
    Consumer<String> console,
    boolean fastStop,
    String origin) {

  public SupervisorOptions {
    services = List.copyOf(services);
    if (services.isEmpty()) {
      throw new IllegalArgumentException("there is no service to supervise");
    }
    if (services.stream().map(ServiceSpec::name).distinct().count() < services.size()) {
      throw new IllegalArgumentException("two services have the same name");
    }
    if (collector != null && !isWebAddress(collector)) {
      throw new IllegalArgumentException(
          "the collector needs a URL such as http://127.0.0.1:7070, not '" + collector + "'");
    }
  }

  private static boolean isWebAddress(URI uri) {
    String scheme = String.valueOf(uri.getScheme());
    return uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
  }

  /** The defaults of the product: directories from the environment, output to our own. */
  public static SupervisorOptions of(List<ServiceSpec> services) {
    return new SupervisorOptions(
        services,
        null,
        null,
        null,
        PrivateDirectory.runtime(System.getenv()),
        PrivateDirectory.state(System.getenv()),
        Clock.systemUTC(),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        text -> System.err.println("[plimsoll] " + text),
        Boolean.getBoolean("plimsoll.fastStop"),
        "");
  }

  public SupervisorOptions withCollector(@Nullable URI base) {
    return new SupervisorOptions(
        services,
        base,
        agentJar,
        nodeAgent,
        runtimeDir,
        stateDir,
        clock,
        out,
        err,
        console,
        fastStop,
        origin);
  }

  public SupervisorOptions withAgentJar(@Nullable Path jar) {
    return new SupervisorOptions(
        services,
        collector,
        jar,
        nodeAgent,
        runtimeDir,
        stateDir,
        clock,
        out,
        err,
        console,
        fastStop,
        origin);
  }

  public SupervisorOptions withNodeAgent(@Nullable Path register) {
    return new SupervisorOptions(
        services,
        collector,
        agentJar,
        register,
        runtimeDir,
        stateDir,
        clock,
        out,
        err,
        console,
        fastStop,
        origin);
  }

  public SupervisorOptions withDirectories(Path runtime, Path state) {
    return new SupervisorOptions(
        services, collector, agentJar, nodeAgent, runtime, state, clock, out, err, console,
        fastStop, origin);
  }

  public SupervisorOptions withOutput(OutputStream standard, OutputStream error) {
    return new SupervisorOptions(
        services,
        collector,
        agentJar,
        nodeAgent,
        runtimeDir,
        stateDir,
        clock,
        standard,
        error,
        console,
        fastStop,
        origin);
  }

  public SupervisorOptions withConsole(Consumer<String> sentences) {
    return new SupervisorOptions(
        services,
        collector,
        agentJar,
        nodeAgent,
        runtimeDir,
        stateDir,
        clock,
        out,
        err,
        sentences,
        fastStop,
        origin);
  }

  public SupervisorOptions withFastStop(boolean fast) {
    return new SupervisorOptions(
        services,
        collector,
        agentJar,
        nodeAgent,
        runtimeDir,
        stateDir,
        clock,
        out,
        err,
        console,
        fast,
        origin);
  }

  public SupervisorOptions withOrigin(String place) {
    return new SupervisorOptions(
        services,
        collector,
        agentJar,
        nodeAgent,
        runtimeDir,
        stateDir,
        clock,
        out,
        err,
        console,
        fastStop,
        place);
  }
}
