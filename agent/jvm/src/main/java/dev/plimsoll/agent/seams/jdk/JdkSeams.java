package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is woven into the JDK's own classes. */
public final class JdkSeams {
  private JdkSeams() {}

  /** Where listeners are bound. */
  public static List<Seam> binds() {
    return Binds.SEAMS;
  }

  /** Where handles are opened and closed, and requests begin and end. */
  public static List<Seam> handles() {
    return Stream.of(
            Sockets.SEAMS,
            Listeners.SEAMS,
            HttpClients.SEAMS,
            HttpServers.SEAMS,
            OpenFiles.SEAMS,
            Datagrams.SEAMS,
            Selectors.SEAMS,
            Workers.SEAMS)
        .flatMap(List::stream)
        .toList();
  }
}
