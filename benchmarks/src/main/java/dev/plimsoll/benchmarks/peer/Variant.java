package dev.plimsoll.benchmarks.peer;

import java.util.List;
import java.util.Map;

/**
 * One way to start the measured program.
 *
 * @param key for the command line and the results
 * @param name for the table
 * @param flags of the JVM, before the class path
 * @param environment to be added to the process's
 */
public record Variant(
    String key, String name, List<String> flags, Map<String, String> environment) {

  static Variant of(String key, String name, String... flags) {
    return new Variant(key, name, List.of(flags), Map.of());
  }
}
