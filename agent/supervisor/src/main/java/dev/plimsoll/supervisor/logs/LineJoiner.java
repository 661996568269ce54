package dev.plimsoll.supervisor.logs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of the bytes of log files: cuts records, and joins those that are parts of a line.
 */
final class LineJoiner {
  private static final int LONGEST = 1 << 20;
  private final ByteArrayOutputStream record = new ByteArrayOutputStream();
  private final Map<String, LogLine> open = new HashMap<>();

  void take(byte[] bytes, int count, Consumer<LogLine> lines) {
    int from = 0;
    for (int at = 0; at < count; at++) {
      if (bytes[at] == '\n') {
        record.write(bytes, from, at - from);
        from = at + 1;
        LogLine line = LogLine.parse(record.toString(StandardCharsets.UTF_8));
        record.reset();
        join(line, lines);
      }
    }
    record.write(bytes, from, count - from);
  }

  private void join(@Nullable LogLine line, Consumer<LogLine> lines) {
    if (line == null) {
      return;
    }
    String key = line.stream() + line.run();
    LogLine begun = open.remove(key);
    LogLine whole = begun == null ? line : begun.followedBy(line);
    if (whole.ends() || whole.text().length() > LONGEST) {
      lines.accept(whole);
    } else {
      open.put(key, whole);
    }
  }

  /** Lines that have begun and not ended yet. */
  List<LogLine> unfinished() {
    return List.copyOf(open.values());
  }
}
