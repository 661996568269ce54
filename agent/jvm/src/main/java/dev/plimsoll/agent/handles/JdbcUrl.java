package dev.plimsoll.agent.handles;

/** A database's URL as it may be shown: without parameters, names of users and their passwords. */
final class JdbcUrl {
  private static final String PREFIX = "jdbc:";

  private JdbcUrl() {}

  /**
   * {@code jdbc:postgresql://me:secret@db:5432/shop?ssl=on} is {@code postgresql://db:5432/shop}.
   */
  static String shown(String url) {
    String text = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : url;
    int end = text.length();
    for (char separator : new char[] {'?', ';', '('}) {
      int at = text.indexOf(separator);
      end = at >= 0 && at < end ? at : end;
    }
    text = text.substring(0, end);
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return text;
    }
    int begin = text.indexOf("//");
    // oracle:thin:me/secret@//db:1521/shop and oracle:thin:me/secret@db
    begin = begin >= 0 && begin < at ? begin + 2 : secondColon(text, at);
    return text.substring(0, begin) + text.substring(at + 1);
  }

  private static int secondColon(String text, int before) {
    int first = text.indexOf(':');
    int second = first < 0 ? -1 : text.indexOf(':', first + 1);
    return second >= 0 && second < before ? second + 1 : Math.max(0, first + 1);
  }
}
