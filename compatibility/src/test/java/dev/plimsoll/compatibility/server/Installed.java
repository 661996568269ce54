package dev.plimsoll.compatibility.server;

import java.util.List;
import java.util.Map;

/**
 * A server in its folder.
 *
 * @param command starts it in the foreground
 * @param environment beyond that of the test, such as {@code JAVA_OPTS}
 * @param question asks it something
 * @param stopCommand stops it; empty where a signal does
 */
record Installed(
    List<String> command,
    Map<String, String> environment,
    Question question,
    List<String> stopCommand) {

  /** Asks a server; fails as long as it does not serve yet. */
  interface Question {
    /** The whole answer, the same at every start. */
    String ask() throws Exception;
  }

  static Installed of(List<String> command, Question question) {
    return new Installed(command, Map.of(), question, List.of());
  }
}
