package dev.plimsoll.server.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Content-Range: bytes from-to/total}.
 *
 * @param to position of the last byte, inclusive
 */
record ContentRange(long from, long to, long total) {
  private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  static ContentRange parse(@Nullable String header) {
    Matcher matcher = FORM.matcher(header == null ? "" : header);
    if (!matcher.matches()) {
      throw malformed("the header Content-Range must be: bytes FROM-TO/TOTAL");
    }
    ContentRange range =
        new ContentRange(
            Long.parseLong(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3)));
    if (range.from > range.to || range.to >= range.total) {
      throw malformed("Content-Range must satisfy FROM <= TO < TOTAL, but is " + header);
    }
    return range;
  }

  long length() {
    return to - from + 1;
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.at(400, "Content-Range", detail);
  }
}
