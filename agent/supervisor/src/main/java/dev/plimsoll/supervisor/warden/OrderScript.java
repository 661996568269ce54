package dev.plimsoll.supervisor.warden;

import dev.plimsoll.supervisor.process.LaunchOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a warden's shell runs to become a process. Texts are handled as bytes, one a character: the
 * environment may hold what is no text in this JVM's encoding, and has to arrive as it was.
 */
final class OrderScript {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** A shell ends when it is told to set one of these. */
  private static final Set<String> READ_ONLY =
      Set.of("UID", "EUID", "PPID", "SHELLOPTS", "BASHOPTS", "BASH_VERSINFO");

  private OrderScript() {}

  /**
   * The script. All of it is one group, so that the shell has read it to its end before it begins.
   *
   * @param environ the supervisor's own environment, as {@code /proc/self/environ} has it
   */
  static byte[] of(LaunchOrder order, byte[] environ, Path out, Path err) {
    StringBuilder script = new StringBuilder("{\n");
    script.append("echo \"started $run $pid $ticks\" >&4\n");
    script.append("exec 3<&- 4>&- 5>&- </dev/null >>");
    script.append(quoted(out.toString())).append(" 2>>").append(quoted(err.toString()));
    script.append('\n');
    // The warden may have been started by a supervisor that worked elsewhere.
    Path directory = order.directory() == null ? Path.of("") : order.directory();
    script.append("cd ").append(quoted(directory.toAbsolutePath().toString()));
    script.append(" || exit 126\nunset OLDPWD\n");
    environment(order, environ)
        .forEach(
            (name, value) ->
                script.append("export ").append(name).append('=').append(value).append('\n'));
    script.append("exec \"$@\" ");
    script.append(
        order.command().stream().map(OrderScript::quoted).collect(Collectors.joining(" ")));
    return script.append("\n}\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> environment(LaunchOrder order, byte[] environ) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String entry : new String(environ, StandardCharsets.ISO_8859_1).split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0 && !order.withheld().contains(entry.substring(0, equals))) {
        variables.put(entry.substring(0, equals), inQuotes(entry.substring(equals + 1)));
      }
    }
    order.environment().forEach((name, value) -> variables.put(name, quoted(value)));
    // What no shell could pass on.
    variables.keySet().removeIf(name -> !NAME.matcher(name).matches() || READ_ONLY.contains(name));
    return variables;
  }

  private static String quoted(String text) {
    return inQuotes(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  private static String inQuotes(String bytes) {
    return "'" + bytes.replace("'", "'\\''") + "'";
  }

  /** As this process got it. */
  static byte[] ownEnvironment() throws IOException {
    return Files.readAllBytes(Path.of("/proc/self/environ"));
  }
}
