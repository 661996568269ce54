package dev.plimsoll.agent.handles;

/**
 * Paths without what is different each time: numbers, ids, dates. A token between separators is
 * left out if it is a number, or hexadecimal with a digit and of eight characters or more, or of
 * twelve or more with three digits, or longer than forty; and so is a UUID. So {@code v1}, {@code
 * log4j} and {@code h2} stay. Neighbours that are left out become one.
 */
final class Shape {
  private static final String UUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  private static final int LONGEST_HEX_WORD = 7;
  private static final int LONGEST_WORD_WITH_NUMBER = 11;
  private static final int MOST_DIGITS = 2;
  private static final int LONGEST_WORD = 40;
  private static final int MOST_SEGMENTS = 8;
  private static final int LONGEST = 200;

  private final String mark;
  private final StringBuilder shape = new StringBuilder();

  private Shape(String mark) {
    this.mark = mark;
  }

  /** {@code /users/4711/orders?page=2} is {@code /users/{id}/orders}. */
  static String ofRoute(String path) {
    return new Shape("{id}").of(path, end(path), MOST_SEGMENTS);
  }

  /** {@code /tmp/upload-8231.part} is {@code /tmp/upload-*.part}. */
  static String ofFile(String path) {
    return hasDigit(path) || path.length() > LONGEST_WORD
        ? new Shape("*").of(path, path.length(), Integer.MAX_VALUE)
        : path;
  }

  private String of(String path, int end, int segments) {
    int left = segments;
    int at = 0;
    while (at < end) {
      char c = path.charAt(at);
      if ((c == '/' && at > 0 && --left == 0) || shape.length() > LONGEST) {
        return shape.append(c == '/' ? "/..." : "...").toString();
      }
      if (isUuid(path, at, end)) {
        mark();
        at += UUID.length();
      } else if (isSeparator(c)) {
        shape.append(c);
        at++;
      } else {
        int next = at + 1;
        while (next < end && !isSeparator(path.charAt(next))) {
          next++;
        }
        token(path, at, next);
        at = next;
      }
    }
    return shape.toString();
  }

  private void token(String path, int from, int to) {
    if (!isPassing(path, from, to)) {
      shape.append(path, from, to);
      return;
    }
    mark();
  }

  private void mark() {
    int before = shape.length() - 1;
    if (before >= mark.length()
        && shape.charAt(before) != '/'
        && shape.lastIndexOf(mark) == before - mark.length()) {
      shape.setLength(before);
    } else {
      shape.append(mark);
    }
  }

  /** Of its parts some are words. */
  private static boolean isUuid(String path, int from, int end) {
    if (end - from < UUID.length()) {
      return false;
    }
    for (int i = 0; i < UUID.length(); i++) {
      char c = path.charAt(from + i);
      if (UUID.charAt(i) == '-' ? c != '-' : !isHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isPassing(String path, int from, int to) {
    int digits = 0;
    boolean hex = true;
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (!isHex(c)) {
        hex = false;
      }
    }
    int length = to - from;
    return digits == length
        || (digits > 0 && hex && length > LONGEST_HEX_WORD)
        || (digits > MOST_DIGITS && length > LONGEST_WORD_WITH_NUMBER)
        || length > LONGEST_WORD;
  }

  private static boolean hasDigit(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c >= '0' && c <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '-' || c == '_' || c == '.' || c == '@' || c == '%' || c == ':'
        || c == ',';
  }

  private static int end(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '?' || c == ';' || c == '#') {
        return i;
      }
    }
    return path.length();
  }
}
