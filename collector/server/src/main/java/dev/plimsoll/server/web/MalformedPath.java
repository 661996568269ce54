package dev.plimsoll.server.web;

import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place in a message that an error speaks of; its text begins with it if there is one. */
final class MalformedPath {
  private static final Pattern PATH =
      Pattern.compile(
          "([A-Za-z]+(?:\\[\\d+])?(?:\\.[^ :]+)*)(?: is missing| must be |: ).*", Pattern.DOTALL);

  private MalformedPath() {}

  static @Nullable String of(MalformedMessageException e) {
    String text = String.valueOf(e.getMessage());
    Matcher matcher = PATH.matcher(text);
    return matcher.matches() ? matcher.group(1) : null;
  }
}
