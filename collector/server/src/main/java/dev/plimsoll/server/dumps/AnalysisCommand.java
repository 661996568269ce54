package dev.plimsoll.server.dumps;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a heap dump is analysed: in a process of its own, so that a dump too large costs that process
 * and not the collector.
 *
 * @param prefix the command up to the name of the dump, which is followed by {@code --json}
 * @param atMost how long it may take
 */
public record AnalysisCommand(List<String> prefix, Duration atMost) {
  private static final Duration USUAL_LIMIT = Duration.ofMinutes(10);

  /**
   * The heap module's own summary.
   *
   * @param java the {@code java} to run it with
   * @param classPath where it finds {@code dev.plimsoll.heap.HeapMain}
   * @param maxHeapMiB most memory it may use, mebibytes
   */
  public static AnalysisCommand heapSummary(Path java, String classPath, int maxHeapMiB) {
    return new AnalysisCommand(
        List.of(
            java.toString(),
            "-Xmx" + maxHeapMiB + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            classPath,
            "dev.plimsoll.heap.HeapMain",
            "summary"),
        USUAL_LIMIT);
  }

  List<String> of(Path dump) {
    List<String> command = new ArrayList<>(prefix);
    command.add(dump.toString());
    command.add("--json");
    return command;
  }
}
