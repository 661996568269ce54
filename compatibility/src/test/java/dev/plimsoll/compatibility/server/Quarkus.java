package dev.plimsoll.compatibility.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Quarkus in its JVM mode: built by its own plugin, run from the folder that it makes. */
record Quarkus() implements Server {
  private static final Path PROJECT = Path.of("src", "test", "servers", "quarkus");

  @Override
  public String name() {
    return "Quarkus 3.27.0";
  }

  @Override
  public boolean runsOn(int java) {
    return true;
  }

  @Override
  public Installed install(Site site) throws Exception {
    int port = site.freePort();
    Path project = site.folder().resolve("project");
    copy(project);
    site.run(
        List.of(
            Path.of("..", "mvnw").toAbsolutePath().normalize().toString(),
            "-q",
            "-B",
            "-ntp",
            "package"),
        project);
    return Installed.of(
        site.java(
            List.of(
                "-Xmx256m",
                "-Dquarkus.http.port=" + port,
                "-jar",
                project.resolve("target/quarkus-app/quarkus-run.jar").toString())),
        Site.http(port, "/hello", "/hello"));
  }

  private static void copy(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = target.resolve(PROJECT.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
