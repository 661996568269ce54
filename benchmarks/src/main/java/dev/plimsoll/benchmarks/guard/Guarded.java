package dev.plimsoll.benchmarks.guard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program with the agent in it, ready to be started.
 *
 * @param environment beside what a supervisor gives
 * @param livesMs how long it has to live on after the guard has asked: a replacement takes its time
 */
record Guarded(List<String> command, Map<String, String> environment, long livesMs) {
  /** In a JVM the guard's asking is the last chance; V8 can be made to go on for a while. */
  private static final long LIVES_IN_NODE_MS = 3_000;

  static Guarded inJvm(Path java, List<String> flags, String agent, List<String> program) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(flags);
    command.add("-javaagent:" + agent);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Heaps.class.getName()));
    command.addAll(program);
    return new Guarded(command, Map.of(), 0);
  }

  static Guarded inNode(
      Path node, List<String> flags, String agent, Path script, List<String> program) {
    List<String> command = new ArrayList<>(List.of(node.toString()));
    command.addAll(flags);
    command.add(script.toString());
    command.addAll(program);
    return new Guarded(
        command, Map.of("NODE_OPTIONS", "--require \"" + agent + "\""), LIVES_IN_NODE_MS);
  }
}
