package dev.plimsoll.agent.dump;

import java.util.regex.Pattern;

/** Ids become file names here, so only harmless ones are taken. */
final class DumpId {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");

  private DumpId() {}

  static boolean isValid(String id) {
    return HARMLESS.matcher(id).matches();
  }
}
