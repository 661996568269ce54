package dev.plimsoll.compatibility.server;

import dev.plimsoll.testkit.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Where a server is put for one run.
 *
 * @param folder its own, empty at first
 * @param agent {@code -javaagent:..}; empty for a run without
 */
record Site(Path folder, Jdk jdk, Central central, List<String> agent) {
  private static final Path SOURCES = Path.of("src", "test", "servers");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** A port that is free now. */
  int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** {@code java} with the agent, if this run has it. */
  List<String> java(List<String> flagsAndMain) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(agent);
    command.addAll(flagsAndMain);
    return command;
  }

  /** {@code java} without the agent: for clients and tools. */
  List<String> plainJava(List<String> flagsAndMain) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(flagsAndMain);
    return command;
  }

  /** For the variables that start scripts read. */
  String agentOption() {
    return String.join(" ", agent);
  }

  /** Compiles programs of {@code src/test/servers} and puts them before the class path. */
  String compiled(List<Path> classPath, String... sources) throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> command = new ArrayList<>();
    command.add(jdk.java().resolveSibling("javac").toString());
    command.addAll(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp"));
    command.add(join(classPath));
    for (String source : sources) {
      command.add(SOURCES.resolve(source).toString());
    }
    run(command, Path.of("."));
    return classes + File.pathSeparator + join(classPath);
  }

  static String join(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Runs a tool to its end and returns what it printed; fails if it failed. */
  String run(List<String> command, Path in) throws Exception {
    Path out = Files.createTempFile(folder, "tool", ".txt");
    Process tool =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      if (!tool.waitFor(10, TimeUnit.MINUTES) || tool.exitValue() != 0) {
        throw new IOException(command + " failed: " + Files.readString(out));
      }
    } finally {
      tool.destroyForcibly();
    }
    return Files.readString(out);
  }

  /** Asks for each path and returns all the answers. */
  static Installed.Question http(int port, String... paths) {
    return () -> {
      StringBuilder answers = new StringBuilder();
      for (String path : paths) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
          throw new IOException(path + " answers " + response.statusCode());
        }
        answers.append(path).append(' ').append(response.statusCode()).append('\n');
        answers.append(response.body()).append('\n');
      }
      return answers.toString();
    };
  }
}
