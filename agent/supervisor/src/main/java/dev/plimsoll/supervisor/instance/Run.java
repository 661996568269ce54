package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.control.ControlledRun;
import dev.plimsoll.supervisor.death.Certificate;
import dev.plimsoll.supervisor.death.LeftFiles;
import dev.plimsoll.supervisor.death.OomKills;
import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.logs.Capture;
import dev.plimsoll.supervisor.proc.ProcessTable;
import dev.plimsoll.supervisor.process.AgentInjection;
import dev.plimsoll.supervisor.process.Child;
import dev.plimsoll.supervisor.process.ExitStatus;
import dev.plimsoll.supervisor.process.LaunchException;
import dev.plimsoll.supervisor.process.LaunchOrder;
import dev.plimsoll.supervisor.process.Launcher;
import dev.plimsoll.supervisor.socket.Connection;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.run.Lines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One life of one process in an instance. */
public final class Run implements ControlledRun {
  private final String id;
  private final ServiceSpec spec;
  private final String instance;
  private final ProcessTable processes;
  private final Bell bell;
  private final AgentSide agent;
  private final RunPorts ports;
  private final Clock clock;
  private final Memory memory;
  private final OomKills oomKills = OomKills.ofThisHost();
  private volatile RunState state = RunState.STARTING;
  private volatile long since;
  private volatile boolean concluded;
  private volatile @Nullable Child child;
  private volatile @Nullable Capture capture;
  private volatile boolean speaksFromNode;
  private volatile long launchedAt;
  private volatile @Nullable TakenPort lackedPort;
  private volatile String digest = "";
  private volatile String control = "";
  private volatile long knownSince;
  private volatile boolean takenOver;

  Run(
      String id,
      ServiceSpec spec,
      String instance,
      ProcessTable processes,
      Bell bell,
      Clock clock,
      ServicePorts servicePorts,
      Memory memory,
      boolean holdsBind) {
    this.memory = memory;
    this.id = id;
    this.spec = spec;
    this.instance = instance;
    this.processes = processes;
    this.bell = bell;
    this.clock = clock;
    this.since = clock.millis();
    this.ports = new RunPorts(id, servicePorts);
    this.agent = new AgentSide(ports, !holdsBind);
  }

  /** Takes over a run that another supervisor has started. */
  synchronized void resume(RunRecord record, Child process) {
    child = process;
    ports.inherited();
    digest = record.digest();
    control = record.control();
    state = record.state();
    since = record.since();
    takenOver = true;
    knownSince = System.nanoTime();
    Instant end = process.endedAt();
    long until = end == null ? clock.millis() : end.toEpochMilli();
    long age = Math.max(0, until - process.startedAt().toEpochMilli());
    launchedAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(age);
    if (record.oomCounter() != null) {
      oomKills.resume(Path.of(record.oomCounter()), record.oomBefore());
    } else {
      oomKills.look(process.pid());
    }
    agent.resume(record.listening());
  }

  /** Whether another supervisor has started it. */
  boolean wasTakenOver() {
    return takenOver;
  }

  /** How long this supervisor has known the process. */
  Duration known() {
    return child == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - knownSince);
  }

  /**
   * For the next supervisor.
   *
   * @return null as long as no process came about
   */
  @Nullable RunRecord record() {
    Child process = child;
    if (process == null) {
      return null;
    }
    Path counter = oomKills.counter();
    return new RunRecord(
        id,
        state,
        since,
        process.startedAt().toEpochMilli(),
        digest,
        control,
        agent.listening(),
        counter == null ? null : counter.toString(),
        oomKills.before());
  }

  /** Of what the process was started from. */
  String digest() {
    return digest;
  }

  /** Where its agent looks for a supervisor. */
  String control() {
    return control;
  }

  /** Under the lock, so that an agent quicker than this method finds the pid it must match. */
  synchronized void launch(Launcher launcher, LaunchOrder order) throws LaunchException {
    launchedAt = System.nanoTime();
    knownSince = launchedAt;
    digest = spec.digest();
    control = order.environment().getOrDefault(RunVariables.CONTROL, "");
    // Before there is a process: one that nobody knew of would never be ended.
    memory.note(
        new RunRecord(id, state, since, clock.millis(), digest, control, Set.of(), null, 0));
    try {
      child = launcher.launch(order, bell::ring);
    } catch (LaunchException e) {
      memory.forget(id);
      throw e;
    }
    oomKills.look(child.pid());
    remember();
  }

  void printsInto(Capture streams) {
    capture = streams;
  }

  /** Nothing more of it is wanted but its last words. */
  void retireCapture() {
    Capture streams = capture;
    if (streams != null) {
      streams.retire();
    }
  }

  @Override
  public synchronized Optional<String> claim(long pid, Set<String> can, Connection connection) {
    Child process = child;
    if (process == null || !processes.isWithin(pid, process.pid())) {
      return Optional.of("process " + pid + " was not started as run " + id);
    }
    Long owner = agent.pid();
    if (owner != null && owner != pid && processes.isRunning(owner)) {
      return Optional.of("process " + owner + " speaks for run " + id + " already");
    }
    speaksFromNode = processes.isNode(pid);
    agent.connected(pid, can, connection);
    bell.ring();
    return Optional.empty();
  }

  /** Only beside the agent that speaks for the run: the process of the guard is that agent's. */
  @Override
  public synchronized Optional<String> claimGuard(long pid) {
    Long owner = agent.pid();
    return owner != null && owner == pid
        ? Optional.empty()
        : Optional.of("process " + pid + " does not speak for run " + id);
  }

  @Override
  public void heard(ControlMessage message) {
    agent.heard(message);
    if (message instanceof ControlMessage.Listening) {
      remember();
    }
    if (!(message instanceof ControlMessage.Status)) {
      bell.ring();
    }
  }

  @Override
  public void left(Connection connection) {
    agent.left(connection);
  }

  public String id() {
    return id;
  }

  public String service() {
    return spec.name();
  }

  /** Such as {@code push/0}. */
  public String instance() {
    return instance;
  }

  /** The number of its place among those of the service. */
  int index() {
    return Integer.parseInt(instance.substring(instance.lastIndexOf('/') + 1));
  }

  /** Null where the collector's hold. */
  public @Nullable Lines lines() {
    return spec.lines();
  }

  ServiceSpec spec() {
    return spec;
  }

  /**
   * The port that it needs and does not listen on: the declared one, the one that it was refused,
   * or the one that its last lines say is in use; null if there is none.
   */
  @Nullable Integer wantedPort() {
    if (spec.port() != null) {
      return state == RunState.STARTING ? spec.port() : null;
    }
    Integer refused = ports.refused();
    Child process = child;
    return refused != null || process == null ? refused : Sentences.portInUse(process.lastLines());
  }

  /** What it died of; to be asked when it has ended. */
  Certificate certificate() {
    Child process = Objects.requireNonNull(child, "no process came about");
    ExitStatus status = Objects.requireNonNull(process.exitStatus(), "the run has not ended");
    Path directory = spec.directory() == null ? Path.of("") : spec.directory();
    List<String> lines = process.lastLines();
    List<Path> files = LeftFiles.of(process.pid(), process.startedAt(), directory, lines);
    return Certificate.of(status, lines, oomKills.since(), files);
  }

  void lacked(@Nullable TakenPort taken) {
    lackedPort = taken;
  }

  /** The port that somebody else had when this run ended; null if that was not its trouble. */
  @Nullable TakenPort lackedPort() {
    return lackedPort;
  }

  public RunState state() {
    return state;
  }

  /** When it came into its state, epoch milliseconds. */
  long since() {
    return since;
  }

  void become(RunState next) {
    // A wrapper may have moved its process to another cgroup since the start.
    if (next == RunState.READY) {
      oomKills.look(pid());
    }
    state = next;
    since = clock.millis();
    remember();
  }

  private void remember() {
    RunRecord record = record();
    if (record != null && !concluded) {
      memory.note(record);
    }
  }

  /** Whether its end has been told. */
  boolean isConcluded() {
    return concluded;
  }

  void conclude(RunState last) {
    concluded = true;
    become(last);
    memory.forget(id);
  }

  /** Null until a process came about. */
  public @Nullable Child child() {
    return child;
  }

  /** Zero if no process came about. */
  public long pid() {
    Child process = child;
    return process == null ? 0 : process.pid();
  }

  AgentSide agent() {
    return agent;
  }

  RunPorts ports() {
    return ports;
  }

  /** {@code jvm}, {@code node} or {@code other}. */
  public String runtime() {
    if (speaksFromNode || AgentInjection.isNode(spec.command())) {
      return "node";
    }
    return agent.pid() != null || AgentInjection.isJava(spec.command()) ? "jvm" : "other";
  }

  /** Null while the process lives, or if none came about. */
  @Nullable ExitStatus exitStatus() {
    Child process = child;
    return process == null ? null : process.exitStatus();
  }

  boolean isAlive() {
    Child process = child;
    return process != null && process.exitStatus() == null;
  }

  Duration uptime() {
    return child == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - launchedAt);
  }
}
