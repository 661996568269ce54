package dev.plimsoll.benchmarks.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Releases of Node, which npm's package {@code node} carries, and packages for them. */
public final class Node {
  private static final Map<String, String> PINNED =
      Map.of("18", "18.20.8", "20", "20.20.2", "22", "22.23.3", "24", "24.21.0");

  /** Those that the agent is for. */
  public static final List<String> RELEASES = List.of("18", "20", "22", "24");

  private Node() {}

  /**
   * The program of a release; fetched if it is not there yet.
   *
   * @param release 18, 20, 22 or 24, or an exact version
   * @param folder where it is kept
   */
  public static Path fetch(String release, Path folder) throws IOException, InterruptedException {
    String version = PINNED.getOrDefault(release, release);
    Path place = folder.resolve("node-" + version);
    Path program = place.resolve("node_modules/node/bin/node");
    if (!Files.isExecutable(program)) {
      install(place, List.of("node@" + version));
    }
    return program;
  }

  /** Installs packages, given with their versions, into a folder that is made for them. */
  public static void install(Path folder, List<String> packages)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
    List<String> command =
        new ArrayList<>(
            List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "--save-exact"));
    command.addAll(packages);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " has failed");
    }
  }

  /** Such as {@code v24.21.0}. */
  public static String version(Path program) throws IOException {
    Process process = new ProcessBuilder(program.toString(), "--version").start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
  }
}
