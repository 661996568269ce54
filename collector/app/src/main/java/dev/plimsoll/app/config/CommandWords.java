package dev.plimsoll.app.config;

import java.util.ArrayList;
import java.util.List;

/** Splits a command as a shell would where no shell is wanted: spaces, quotes and backslashes. */
final class CommandWords {
  private CommandWords() {}

  static List<String> split(String path, String command) throws InvalidValueException {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
        word.append(command.charAt(++i));
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (!Character.isWhitespace(c)) {
        word.append(c);
        inWord = true;
      } else if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }
    if (quote != 0) {
      throw new InvalidValueException(path, "a quote (" + quote + ") is never closed");
    }
    if (inWord) {
      words.add(word.toString());
    }
    if (words.isEmpty()) {
      throw new InvalidValueException(path, "is empty; write the command to run");
    }
    return List.copyOf(words);
  }
}
