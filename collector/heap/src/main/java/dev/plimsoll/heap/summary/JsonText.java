package dev.plimsoll.heap.summary;

import java.util.Locale;

/** Writes JSON piece by piece; this module brings no library along into the child that runs it. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  void open(char bracket) {
    separate();
    text.append(bracket);
    first = true;
  }

  void close(char bracket) {
    text.append(bracket);
    first = false;
  }

  void key(String name) {
    separate();
    quote(name);
    text.append(':');
    first = true;
  }

  /** A null where a value stands. */
  void nothing() {
    separate();
    text.append("null");
  }

  void member(String name, String value) {
    key(name);
    separate();
    quote(value);
  }

  void member(String name, long value) {
    key(name);
    separate();
    text.append(value);
  }

  void member(String name, boolean value) {
    key(name);
    separate();
    text.append(value);
  }

  /** Two decimals are enough for a percentage. */
  void member(String name, double percent) {
    key(name);
    separate();
    text.append(String.format(Locale.ROOT, "%.2f", percent));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          // A surrogate without its other half is no character, so UTF-8 could not carry it.
          if (c < 0x20 || (Character.isSurrogate(c) && !paired(value, i))) {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private static boolean paired(String value, int at) {
    return Character.isHighSurrogate(value.charAt(at))
        ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
  }
}
