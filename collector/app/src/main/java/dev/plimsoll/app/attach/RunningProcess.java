package dev.plimsoll.app.attach;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A process on this host that we have a way into; of the same user, or we are root. */
public sealed interface RunningProcess extends AutoCloseable permits RunningJvm, RunningNode {

  /**
   * What the agent is told.
   *
   * @param collector where it reports to, as the process sees it
   */
  record Orders(String service, String instance, URI collector) {}

  /**
   * Opens the way into a JVM or a Node; nothing of ours is in it by that.
   *
   * @throws IOException if that can't be done; says why
   */
  static RunningProcess open(TargetProcess process) throws IOException, InterruptedException {
    return process.isNode() ? RunningNode.open(process) : RunningJvm.open(process);
  }

  /** The agent for it as a file, which is written if it is not there yet. */
  Path agent(Map<String, String> environment) throws IOException;

  /** How the agent is in it: {@code alone RUN} or {@code supervised RUN}; empty if it is not. */
  Optional<String> presence() throws IOException, InterruptedException;

  /** A name for what it runs. */
  String service(Path agent) throws IOException, InterruptedException;

  /** Puts the agent in; returns its run's id when it is at work. */
  String enter(Path agent, Orders orders) throws IOException, InterruptedException;

  /** Takes the agent out; returns when nothing of it runs any more. */
  void leave(Path agent) throws IOException, InterruptedException;

  /** Closes the way; what was put in stays. */
  @Override
  void close() throws IOException, InterruptedException;
}
