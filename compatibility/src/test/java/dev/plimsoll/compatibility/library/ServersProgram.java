package dev.plimsoll.compatibility.library;

import java.util.ArrayList;
import java.util.List;

/** Starts the named servers in one JVM and says where each listens. */
public final class ServersProgram {
  private ServersProgram() {}

  public static void main(String[] names) throws Exception {
    List<String> ports = new ArrayList<>();
    try {
      for (String name : names) {
        ports.add(name + "=" + start(name));
      }
    } catch (Exception | LinkageError e) {
      // The servers' threads would keep the process, and its test waiting.
      e.printStackTrace();
      System.exit(1);
    }
    Console.serve(
        String.join(" ", ports),
        words -> {
          Gate.open();
          return "opened";
        });
  }

  private static int start(String name) throws Exception {
    String jakarta = "dev.plimsoll.compatibility.library.HeldServlets$Jakarta";
    String javax = "dev.plimsoll.compatibility.library.HeldServlets$Javax";
    return switch (name) {
      case "tomcat9" -> ServletServers.tomcat(javax);
      case "tomcat" -> ServletServers.tomcat(jakarta);
      case "jetty9" ->
          ServletServers.jetty("org.eclipse.jetty.servlet.ServletContextHandler", javax);
      case "jetty11" ->
          ServletServers.jetty("org.eclipse.jetty.servlet.ServletContextHandler", jakarta);
      case "jetty" ->
          ServletServers.jetty("org.eclipse.jetty.ee10.servlet.ServletContextHandler", jakarta);
      case "undertow" -> ServletServers.undertow();
      case "unknown" -> UnknownContainer.start();
      case "nettycodec" -> NettyServers.start(true);
      case "nettyparts" -> NettyServers.start(false);
      case "vertx" -> VertxServers.start();
      case "reactor" -> ReactiveServers.reactor();
      case "webflux" -> ReactiveServers.webFlux();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
