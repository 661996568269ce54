package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is woven into libraries. */
public final class LibrarySeams {
  private LibrarySeams() {}

  public static List<Seam> all() {
    return Stream.of(
            Tomcat.SEAMS,
            Jetty.SEAMS,
            Undertow.SEAMS,
            Servlets.SEAMS,
            Netty.SEAMS,
            Grpc.SEAMS,
            ApacheHttpClients.SEAMS,
            OkHttp.SEAMS,
            Jdbc.SEAMS)
        .flatMap(List::stream)
        .toList();
  }
}
