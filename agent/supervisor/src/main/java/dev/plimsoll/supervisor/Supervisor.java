package dev.plimsoll.supervisor;

import dev.plimsoll.supervisor.blackbox.BlackBoxes;
import dev.plimsoll.supervisor.control.ControlSocket;
import dev.plimsoll.supervisor.instance.Instance;
import dev.plimsoll.supervisor.instance.Journal;
import dev.plimsoll.supervisor.instance.Overloads;
import dev.plimsoll.supervisor.instance.Run;
import dev.plimsoll.supervisor.instance.RunStarter;
import dev.plimsoll.supervisor.instance.RunVariables;
import dev.plimsoll.supervisor.local.LocalSocket;
import dev.plimsoll.supervisor.local.Rollout;
import dev.plimsoll.supervisor.logs.Logs;
import dev.plimsoll.supervisor.proc.ProcessTable;
import dev.plimsoll.supervisor.report.CommandDesk;
import dev.plimsoll.supervisor.report.Numbers;
import dev.plimsoll.supervisor.report.Reporter;
import dev.plimsoll.supervisor.spec.PrivateDirectory;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.spec.StopSpec;
import dev.plimsoll.supervisor.warden.Watch;
import dev.plimsoll.wire.command.CommandStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Keeps services alive: starts them with the agent inside, starts them again when they end,
 * replaces them when asked to, tells the collector, and ends them all when it is closed or its own
 * process is told to end.
 */
public final class Supervisor implements AutoCloseable {
  private static final String SENDERS = "senders";
  private static final Duration LAST_REPORT = Duration.ofSeconds(1);
  private static final Duration AFTER_KILL = Duration.ofSeconds(6);
  private static final Duration FAST_STOP = Duration.ofSeconds(4);
  private final String id;
  private final SupervisorOptions options;
  private final Watch watch = new Watch();
  private final Keeps keeps;
  private final List<Instance> instances = new ArrayList<>();
  private final List<Instance> surplus = new ArrayList<>();
  private final List<ControlSocket> control = new ArrayList<>();
  private final Overloads overloads;
  private final Logs logs;
  private final ProcessTable processes = ProcessTable.ofThisHost();
  private final LocalSocket local;
  private final @Nullable Reporter reporter;
  private final Thread shutdownHook = new Thread(this::closeAll, "plimsoll-shutdown");
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean hurried;
  private boolean closing;

  private Supervisor(SupervisorOptions options) throws IOException {
    this.options = options;
    this.overloads = new Overloads(this::placeOf, options.clock());
    Path runtime = PrivateDirectory.prepare(options.runtimeDir());
    Path state = PrivateDirectory.prepare(options.stateDir());
    this.keeps = Keeps.take(state, options, watch);
    this.id = keeps.supervisor();
    try {
      keeps.note(options.origin(), id);
      this.reporter = reporter(PrivateDirectory.prepare(state.resolve(SENDERS)));
      this.logs = new Logs(state, options.out(), options.err(), options.clock(), options.console());
      Path socket = runtime.resolve("ctl-" + ProcessHandle.current().pid() + ".sock");
      RunStarter starter = starter(socket, state);
      keeps.all().forEach(keep -> place(keep, starter));
      listen(socket, starter);
      this.local = localSocket(runtime);
    } catch (IOException | RuntimeException e) {
      keeps.close();
      throw e;
    }
  }

  private RunStarter starter(Path socket, Path state) {
    return new RunStarter(
        service -> keeps.of(service).launcher(),
        processes,
        new RunVariables(id, options.collector(), socket),
        options.agentJar(),
        options.nodeAgent(),
        state,
        logs,
        new BlackBoxes(reporter == null ? null : reporter::tell),
        options.clock(),
        options.console());
  }

  /** The instances that are wanted, and those that another supervisor has left beside them. */
  private void place(ServiceKeep keep, RunStarter starter) {
    int count = keeps.isWanted(keep) ? keep.spec().instances() : 0;
    for (int index = 0; index < count; index++) {
      instances.add(instance(keep, index, starter));
    }
    for (int index : Instance.writtenDown(keep.folder())) {
      Instance left = index < count ? null : instance(keep, index, starter);
      if (left != null && left.wasLeft()) {
        instances.add(left);
        surplus.add(left);
      }
    }
  }

  private Instance instance(ServiceKeep keep, int index, RunStarter starter) {
    return new Instance(
        keep.spec(),
        index,
        starter,
        keep.ports(),
        keep.folder(),
        journal(),
        new Random(),
        () -> hurried);
  }

  /** Also where the agents look that another supervisor has started; not before we know them. */
  private void listen(Path own, RunStarter starter) throws IOException {
    Set<Path> sockets = new LinkedHashSet<>(List.of(own));
    instances.forEach(instance -> sockets.addAll(instance.controlSockets()));
    try {
      for (Path socket : sockets) {
        control.add(new ControlSocket(socket, starter::find, overloads::take));
      }
    } catch (IOException e) {
      control.forEach(ControlSocket::close);
      throw e;
    }
  }

  /**
   * Starts all services and returns at once.
   *
   * @throws IOException if a directory or socket of the supervisor cannot be made
   */
  public static Supervisor start(SupervisorOptions options) throws IOException {
    Supervisor supervisor = new Supervisor(options);
    Runtime.getRuntime().addShutdownHook(supervisor.shutdownHook);
    if (supervisor.reporter != null) {
      supervisor.reporter.start();
    }
    supervisor.collectLogs();
    supervisor.watch.start();
    supervisor.instances.forEach(Instance::start);
    supervisor.surplus.forEach(Instance::stop);
    supervisor.replaceOutdated();
    return supervisor;
  }

  /** What was started from another configuration, an instance of a service at a time. */
  private void replaceOutdated() {
    for (ServiceKeep keep : keeps.all()) {
      List<Instance> outdated =
          instances.stream()
              .filter(instance -> instance.service().equals(keep.spec().name()))
              .filter(instance -> !surplus.contains(instance) && instance.isOutdated())
              .toList();
      new Rollout(text -> {}, outcome -> {})
          .replace(outdated, "the configuration of the service has changed");
    }
  }

  private void collectLogs() {
    for (ServiceSpec service : options.services()) {
      logs.collect(service.name(), service.logs(), run -> !processes.membersOf(run).isEmpty());
    }
  }

  private LocalSocket localSocket(Path runtime) throws IOException {
    try {
      return new LocalSocket(runtime, instances);
    } catch (IOException e) {
      control.forEach(ControlSocket::close);
      throw e;
    }
  }

  private @Nullable Reporter reporter(Path senders) {
    if (options.collector() == null) {
      return null;
    }
    CommandDesk desk = new CommandDesk(this::placeOf, overloads::join, options.clock(), this::tell);
    return new Reporter(
        id,
        new Numbers(senders.resolve(id)),
        options.collector(),
        options.clock(),
        this::runs,
        desk::take,
        options.console());
  }

  private void tell(CommandStatus status) {
    if (reporter != null) {
      reporter.tell(status);
    }
  }

  private Journal journal() {
    return (run, kind, text, data) -> {
      options.console().accept(text);
      if (reporter != null) {
        reporter.tell(run, kind, text, data);
      }
    };
  }

  private Optional<Instance> placeOf(String run) {
    return instances.stream().filter(instance -> instance.has(run)).findFirst();
  }

  private List<Run> runs() {
    return instances.stream().flatMap(instance -> instance.runs().stream()).toList();
  }

  /** Id under which the supervisor reports to the collector; a UUID, new with each start. */
  public String id() {
    return id;
  }

  /** Waits until all instances have been stopped on request, or the supervisor was closed. */
  public void awaitEnd() throws InterruptedException {
    for (Instance instance : instances) {
      instance.awaitEnd(Duration.ofDays(365));
    }
  }

  /** Stops everything: in order where the time allows, by force where not. */
  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook is what has brought us here.
    }
  }

  private void closeAll() {
    if (!isFirstToClose()) {
      awaitClosed();
      return;
    }
    hurried = options.fastStop();
    instances.forEach(Instance::stop);
    try {
      long deadline = System.nanoTime() + stopLimit().toNanos();
      for (Instance instance : instances) {
        instance.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (reporter != null) {
      reporter.close(LAST_REPORT);
    }
    logs.close();
    watch.close();
    keeps.close();
    local.close();
    control.forEach(ControlSocket::close);
    closed.countDown();
  }

  private synchronized boolean isFirstToClose() {
    boolean first = !closing;
    closing = true;
    return first;
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration stopLimit() {
    if (options.fastStop()) {
      return FAST_STOP;
    }
    return options.services().stream()
        .map(ServiceSpec::stop)
        .map(StopSpec::timeout)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO)
        .plus(AFTER_KILL);
  }
}
