package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.blackbox.BlackBoxes;
import dev.plimsoll.supervisor.blackbox.Remains;
import dev.plimsoll.supervisor.control.ControlledRun;
import dev.plimsoll.supervisor.listen.HeldSocket;
import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.logs.Capture;
import dev.plimsoll.supervisor.logs.Logs;
import dev.plimsoll.supervisor.proc.ProcessTable;
import dev.plimsoll.supervisor.process.AgentInjection;
import dev.plimsoll.supervisor.process.Child;
import dev.plimsoll.supervisor.process.LaunchException;
import dev.plimsoll.supervisor.process.LaunchOrder;
import dev.plimsoll.supervisor.process.Launcher;
import dev.plimsoll.supervisor.process.NodeInjection;
import dev.plimsoll.supervisor.spec.PrivateDirectory;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts runs and knows those that live, so that their agents find them. */
public final class RunStarter {
  private final Function<String, Launcher> launchers;
  private final ProcessTable processes;
  private final RunVariables variables;
  private final @Nullable Path agentJar;
  private final @Nullable Path nodeAgent;
  private final Path state;
  private final Logs logs;
  private final BlackBoxes blackBoxes;
  private final Clock clock;
  private final Consumer<String> console;
  private final Map<String, Run> living = new ConcurrentHashMap<>();

  /**
   * A starter that has started nothing yet.
   *
   * @param launchers of each service, by its name
   * @param agentJar goes into each JVM; null for none
   * @param nodeAgent file that each Node process loads first; null for none
   * @param state directory below which each instance gets one of its own
   * @param logs take what the runs print
   * @param blackBoxes looks there for what a run has left
   * @param console takes what goes wrong beside the runs
   */
  public RunStarter(
      Function<String, Launcher> launchers,
      ProcessTable processes,
      RunVariables variables,
      @Nullable Path agentJar,
      @Nullable Path nodeAgent,
      Path state,
      Logs logs,
      BlackBoxes blackBoxes,
      Clock clock,
      Consumer<String> console) {
    this.console = console;
    this.launchers = launchers;
    this.processes = processes;
    this.variables = variables;
    this.agentJar = agentJar;
    this.nodeAgent = nodeAgent;
    this.state = state;
    this.logs = logs;
    this.blackBoxes = blackBoxes;
    this.clock = clock;
  }

  /** The living run of that id, for its agent. */
  public Optional<? extends ControlledRun> find(String run) {
    return Optional.ofNullable(living.get(run));
  }

  Consumer<String> console() {
    return console;
  }

  Clock clock() {
    return clock;
  }

  boolean injectsAgent() {
    return agentJar != null || nodeAgent != null;
  }

  ProcessTable processes() {
    return processes;
  }

  /** A run that is still to be launched. */
  Run prepare(
      ServiceSpec spec,
      String instance,
      Bell bell,
      ServicePorts ports,
      Memory memory,
      boolean holdsBind) {
    String id = UUID.randomUUID().toString();
    return new Run(id, spec, instance, processes, bell, clock, ports, memory, holdsBind);
  }

  /** The runs that another supervisor has left in the place, alive or not. */
  List<Run> adopt(ServiceSpec spec, String instance, Bell bell, ServicePorts ports, Memory memory) {
    List<Run> runs = new ArrayList<>();
    for (RunRecord record : memory.left()) {
      Run run = new Run(record.run(), spec, instance, processes, bell, clock, ports, memory, false);
      Capture capture = logs.capture(run.service(), run.index(), run.id(), spec.logs());
      run.printsInto(capture);
      Optional<Child> child =
          launchers
              .apply(run.service())
              .adopt(run.id(), Instant.ofEpochMilli(record.startedAt()), capture, bell::ring);
      if (child.isPresent()) {
        run.resume(record, child.get());
        living.put(run.id(), run);
        runs.add(run);
      } else {
        memory.forget(run.id());
        capture.retire();
      }
    }
    return runs;
  }

  /**
   * Starts the process of the run.
   *
   * @param holdsBind as the run was prepared
   * @throws LaunchFailure with a sentence for people, if no process came about
   */
  void launch(Run run, boolean holdsBind) throws LaunchFailure {
    living.put(run.id(), run);
    Capture capture = logs.capture(run.service(), run.index(), run.id(), run.spec().logs());
    run.printsInto(capture);
    try {
      run.launch(launchers.apply(run.service()), order(run, holdsBind, capture));
    } catch (LaunchException | IOException e) {
      capture.discard();
      forget(run);
      throw new LaunchFailure(run.instance() + " could not be started: " + e.getMessage(), e);
    }
  }

  /** What a run has left that has ended. */
  Remains remainsOf(Run run) {
    return blackBoxes.of(run.id(), state.resolve(run.instance()));
  }

  void forget(Run run) {
    living.remove(run.id());
    launchers.apply(run.service()).forget(run.id());
    run.ports().leave();
    run.retireCapture();
  }

  private LaunchOrder order(Run run, boolean holdsBind, Capture capture) throws IOException {
    List<HeldSocket> sockets = injectsAgent() ? run.ports().inherit() : List.of();
    Map<String, String> environment = new LinkedHashMap<>(run.spec().environment());
    environment.putAll(variables.of(run, stateOf(run), holdsBind, sockets.size()));
    if (nodeAgent != null) {
      environment.putAll(
          NodeInjection.variables(run.spec().command(), nodeAgent, environment, System.getenv()));
    }
    LaunchOrder order =
        new LaunchOrder(
            run.id(),
            run.instance(),
            run.spec().command(),
            environment,
            RunVariables.NAMES,
            run.spec().directory(),
            sockets,
            capture);
    return agentJar == null ? order : AgentInjection.into(order, agentJar, System.getenv());
  }

  /** The same for all runs of an instance, so that a run can look after what the last one left. */
  private Path stateOf(Run run) throws IOException {
    PrivateDirectory.prepare(state);
    PrivateDirectory.prepare(state.resolve(run.service()));
    return PrivateDirectory.prepare(state.resolve(run.instance()));
  }
}
