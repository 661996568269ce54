package dev.plimsoll.app.ecosystem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that start an application of PM2. */
final class StartCommand {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Map<String, String> INTERPRETERS =
      Map.of(
          ".js", "node",
          ".cjs", "node",
          ".mjs", "node",
          ".ts", "node",
          ".sh", "bash",
          ".py", "python3",
          ".rb", "ruby",
          ".pl", "perl",
          ".php", "php");

  private StartCommand() {}

  static List<String> of(JsonNode app) {
    List<String> words = new ArrayList<>();
    String script = app.path("script").asText();
    String interpreter = first(app, "interpreter", "exec_interpreter").asText("");
    if (interpreter.isBlank()) {
      int dot = script.lastIndexOf('.');
      String ending = dot < 0 ? "" : script.substring(dot);
      interpreter = INTERPRETERS.getOrDefault(ending, "none");
    }
    if (!interpreter.equals("none")) {
      words.add(interpreter);
      words.addAll(words(first(app, "interpreter_args", "interpreterArgs", "node_args")));
    }
    // A script may be given with its arguments, as "npm start" is.
    List<String> parts = words(app.path("script"));
    words.addAll(interpreter.equals("none") ? parts : List.of(script));
    words.addAll(words(app.path("args")));
    return words;
  }

  private static JsonNode first(JsonNode app, String... keys) {
    for (String key : keys) {
      if (app.hasNonNull(key)) {
        return app.get(key);
      }
    }
    return app.path("there is none");
  }

  private static List<String> words(JsonNode given) {
    List<String> words = new ArrayList<>();
    if (given.isArray()) {
      given.forEach(word -> words.add(word.asText()));
      return words;
    }
    Matcher matcher = WORD.matcher(given.asText(""));
    while (matcher.find()) {
      words.add(
          matcher.group(1) != null
              ? matcher.group(1)
              : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
    }
    return words;
  }
}
