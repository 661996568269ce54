package dev.plimsoll.app.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 512k}, {@code 16m}, {@code 1g}; powers of 1024. */
final class Sizes {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([kmgKMG])(?:i?[bB])?");

  private Sizes() {}

  static long parse(String path, String text) throws InvalidValueException {
    Matcher matcher = SIZE.matcher(text.trim());
    if (!matcher.matches()) {
      throw new InvalidValueException(
          path, "\"" + text + "\" is no size; write it as 512k, 16m or 1g");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "k", "K" -> amount << 10;
      case "m", "M" -> amount << 20;
      default -> amount << 30;
    };
  }
}
