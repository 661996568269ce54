package dev.plimsoll.agent.dump;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids become file names here, so only harmless ones are taken. */
final class DumpId {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");

  private DumpId() {}

  static boolean isValid(String id) {
    return HARMLESS.matcher(id).matches();
  }

  /** The id itself, or something as unique where it would not do as a file's name. */
  static String fileNameOf(String run) {
    return isValid(run) ? run : of(run);
  }

  /** The same id for the same text, always. */
  static String of(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
