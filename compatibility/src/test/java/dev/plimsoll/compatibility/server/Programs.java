package dev.plimsoll.compatibility.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Servers that are libraries: a small program on their class path. */
final class Programs {
  private Programs() {}

  private static final String UNDERTOW = "io.undertow:undertow-core:2.3.18.Final";
  private static final String NETTY = "io.netty:netty-codec-http:4.2.13.Final";
  private static final String VERTX = "io.vertx:vertx-core:5.0.0";
  private static final String SPRING = "3.5.16";
  private static final String GRPC = "1.85.1";

  static List<Server> all() {
    return List.of(
        http("Undertow 2.3.18", "UndertowHello", List.of(UNDERTOW)),
        http("Netty 4.2.13", "NettyHello", List.of(NETTY)),
        http("Vert.x 5.0.0", "VertxHello", List.of(VERTX)),
        new SpringBoot(),
        new Grpc());
  }

  private static Server http(String name, String program, List<String> coordinates) {
    return new Program(name, program, coordinates);
  }

  /** A program whose one argument is its port. */
  private record Program(String name, String main, List<String> coordinates) implements Server {
    @Override
    public boolean runsOn(int java) {
      return true;
    }

    @Override
    public Installed install(Site site) throws Exception {
      int port = site.freePort();
      List<Path> libraries = site.central().classPath(coordinates.toArray(String[]::new));
      String classPath = site.compiled(libraries, main + ".java");
      return Installed.of(
          site.java(List.of("-Xmx256m", "-cp", classPath, main, "" + port)),
          Site.http(port, "/a", "/b", "/c"));
    }
  }

  private record SpringBoot() implements Server {
    @Override
    public String name() {
      return "Spring Boot " + SPRING;
    }

    @Override
    public boolean runsOn(int java) {
      return true;
    }

    @Override
    public Installed install(Site site) throws Exception {
      int port = site.freePort();
      List<Path> libraries =
          site.central()
              .classPath(
                  "org.springframework.boot:spring-boot-starter-web:" + SPRING,
                  "org.springframework.boot:spring-boot-starter-jdbc:" + SPRING,
                  "com.h2database:h2:2.3.232");
      String classPath = site.compiled(libraries, "SpringHello.java");
      return Installed.of(
          site.java(List.of("-Xmx256m", "-cp", classPath, "SpringHello", "--server.port=" + port)),
          Site.http(port, "/greetings", "/greetings"));
    }
  }

  private record Grpc() implements Server {
    @Override
    public String name() {
      return "gRPC " + GRPC;
    }

    @Override
    public boolean runsOn(int java) {
      return true;
    }

    @Override
    public Installed install(Site site) throws Exception {
      int port = site.freePort();
      List<Path> libraries =
          site.central().classPath("io.grpc:grpc-netty:" + GRPC, "io.grpc:grpc-stub:" + GRPC);
      String classPath = site.compiled(libraries, "GrpcHello.java", "GrpcAsk.java");
      List<String> ask = new ArrayList<>(List.of("-cp", classPath, "GrpcAsk", "" + port));
      return Installed.of(
          site.java(List.of("-Xmx256m", "-cp", classPath, "GrpcHello", "" + port)),
          () -> site.run(site.plainJava(ask), site.folder()));
    }
  }
}
