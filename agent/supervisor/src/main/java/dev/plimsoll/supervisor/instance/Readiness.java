package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.proc.ProcessTable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run does its work yet. Never asks the port: whoever answers there may be the run
 * before. What counts is what the run's agent tells, and which listeners its processes hold.
 */
final class Readiness {
  private final ProcessTable processes;
  private final boolean injectsAgent;

  /**
   * Judges by what the host tells of its processes.
   *
   * @param injectsAgent whether JVMs and Node processes of the run are going to have an agent
   */
  Readiness(ProcessTable processes, boolean injectsAgent) {
    this.processes = processes;
    this.injectsAgent = injectsAgent;
  }

  boolean isReady(Run run) {
    if (run.spec().ready().message()) {
      return hasSpoken(run) && listensAsDeclared(run);
    }
    if (run.agent().hasSaidReady() && run.spec().port() == null) {
      return true;
    }
    Integer wanted = run.spec().port();
    if (wanted != null) {
      return listensOnAll(run, Set.of(wanted));
    }
    return listensAnywhere(run) || (livedLongEnough(run) && !agentMayStillSpeak(run));
  }

  /** Whether the program has said that it is ready, if it is to say so. */
  boolean hasSpoken(Run run) {
    return !run.spec().ready().message() || run.agent().hasSaidReady();
  }

  private boolean listensAsDeclared(Run run) {
    Integer wanted = run.spec().port();
    return wanted == null || listensOnAll(run, Set.of(wanted));
  }

  boolean listensOnAll(Run run, Set<Integer> wanted) {
    return run.agent().listening().containsAll(wanted) || ports(run).containsAll(wanted);
  }

  /**
   * Whether the replacement has come as far as it can while its predecessor has the place.
   *
   * @param wanted ports that it has to come to; empty if they are not known
   * @param predecessorListened a predecessor without any listener leaves nothing to wait for
   */
  boolean standsBy(Run replacement, Set<Integer> wanted, boolean predecessorListened) {
    Set<Integer> reached = reached(replacement);
    if (!wanted.isEmpty()) {
      return reached.containsAll(wanted);
    }
    if (!replacement.agent().comingTo().isEmpty()) {
      return true;
    }
    return predecessorListened
        ? isReady(replacement)
        : livedLongEnough(replacement)
            && (replacement.agent().pid() != null || !agentMayStillSpeak(replacement));
  }

  /** The ports that it listens on, or would if it had the place. */
  Set<Integer> reached(Run replacement) {
    Set<Integer> reached = new TreeSet<>(replacement.agent().comingTo());
    reached.addAll(replacement.agent().listening());
    if (replacement.agent().pid() == null) {
      reached.addAll(ports(replacement));
    }
    return reached;
  }

  /** By its agent's word, or by its descriptors if there is no agent. */
  boolean listensAnywhere(Run run) {
    return !run.agent().listening().isEmpty()
        || (run.agent().pid() == null && !ports(run).isEmpty());
  }

  boolean listensOn(Run run, int port) {
    return ports(run).contains(port);
  }

  private boolean agentMayStillSpeak(Run run) {
    return run.agent().pid() != null || expectsAgent(run);
  }

  /** Whether there is a process in the run that has been given an agent. */
  boolean expectsAgent(Run run) {
    return injectsAgent && processes.hasRuntime(tree(run));
  }

  private static boolean livedLongEnough(Run run) {
    return run.uptime().compareTo(run.spec().restart().minUptime()) >= 0;
  }

  private Set<Integer> ports(Run run) {
    return processes.portsOf(tree(run));
  }

  private List<Long> tree(Run run) {
    return processes.treeOf(run.pid());
  }

  /** The ports that a successor has to come to before it may take the place; empty if unknown. */
  Set<Integer> portsToTake(Run run) {
    return run.spec().port() != null ? Set.of(run.spec().port()) : run.ports().served();
  }

  /** The port that a successor of this run needs; null if it has none. */
  @Nullable Integer portOf(Run run) {
    if (run.spec().port() != null) {
      return run.spec().port();
    }
    return ports(run).stream().min(Integer::compare).orElse(null);
  }
}
