package dev.plimsoll.supervisor.process;

import dev.plimsoll.supervisor.listen.HeldSocket;
import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.logs.Capture;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to start.
 *
 * @param run id of the run that the process is to be
 * @param name for the names of threads, such as {@code push/0}
 * @param command program and arguments
 * @param environment added to the supervisor's own
 * @param withheld names of variables of the supervisor's own that the process must not inherit
 * @param directory working directory; null for the supervisor's own
 * @param sockets to inherit, as descriptors from {@link ServicePorts#FIRST_DESCRIPTOR} on; empty
 *     for none
 * @param capture takes what the process prints
 */
public record LaunchOrder(
    String run,
    String name,
    List<String> command,
    Map<String, String> environment,
    Set<String> withheld,
    @Nullable Path directory,
    List<HeldSocket> sockets,
    Capture capture) {

  /** What the process will find in its environment. */
  Map<String, String> wholeEnvironment(Map<String, String> inherited) {
    Map<String, String> whole = new HashMap<>(inherited);
    whole.keySet().removeAll(withheld);
    whole.putAll(environment);
    return whole;
  }
}
