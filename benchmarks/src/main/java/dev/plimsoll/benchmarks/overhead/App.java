package dev.plimsoll.benchmarks.overhead;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The programs that are measured. */
enum App {
  /** The JDK's own HTTP server; nothing in it but the agent. */
  HELLO("/", 1_000, 128),
  /** Spring Boot on Tomcat: JSON of a row that JDBC reads from a database in the process. */
  SPRING("/orders/#", 300, 256);

  private static final String TIMED = "dev.plimsoll.benchmarks.subject.Timed";

  private final String path;
  private final int rate;
  private final int heapMib;

  App(String path, int rate, int heapMib) {
    this.path = path;
    this.rate = rate;
    this.heapMib = heapMib;
  }

  static App of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** What the load asks for. */
  String path() {
    return path;
  }

  /** Requests per second that leave a small machine most of its time. */
  int rate() {
    return rate;
  }

  /** Heap flags: touched from the start, so that what an agent adds to RSS is not the heap. */
  String heap() {
    return "-Xms" + heapMib + "m -Xmx" + heapMib + "m -XX:+AlwaysPreTouch";
  }

  /** Flags, class path and main class. */
  List<String> program(String heap, Path springApp) {
    List<String> program = new ArrayList<>(List.of(heap.split(" ", -1)));
    program.add("-XX:+UseG1GC");
    switch (this) {
      case HELLO -> {
        // Without it the server of Java 17 waits 40 ms for an ACK on kept connections.
        program.add("-Dsun.net.httpserver.nodelay=true");
        program.addAll(
            List.of("-cp", ownClasses(), TIMED, "dev.plimsoll.benchmarks.subject.HelloServer"));
      }
      case SPRING -> {
        String classPath =
            String.join(
                File.pathSeparator,
                springApp.resolve("classes").toString(),
                springApp.resolve("lib/*").toString(),
                ownClasses());
        program.addAll(List.of("-cp", classPath, TIMED, "dev.plimsoll.benchmarks.spring.Shop"));
      }
    }
    return program;
  }

  /** Where our own classes are, without the libraries of the harness. */
  private static String ownClasses() {
    return System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
  }
}
