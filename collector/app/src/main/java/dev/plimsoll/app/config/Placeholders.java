package dev.plimsoll.app.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${NAME}} in the file, so that secrets stay out of it. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Map<String, String> environment;

  Placeholders(Map<String, String> environment) {
    this.environment = environment;
  }

  String fill(String text) throws InvalidValueException {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = environment.get(matcher.group(1));
      if (value == null) {
        throw new InvalidValueException(
            matcher.group(),
            "the environment has no variable " + matcher.group(1) + "; export it, or take it out");
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }
}
