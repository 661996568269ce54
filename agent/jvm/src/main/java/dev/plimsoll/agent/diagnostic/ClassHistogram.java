package dev.plimsoll.agent.diagnostic;

import dev.plimsoll.agent.jfr.TypeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/**
 * What is in the heap, by class.
 *
 * @param rows the biggest first
 * @param count objects in the whole heap
 * @param bytes of all of them
 */
record ClassHistogram(List<Row> rows, long count, long bytes) {
  /** {@code 1: 11172 16284104 [B (java.base@17.0.15)}, module or not. */
  private static final Pattern ROW =
      Pattern.compile("^ *\\d+: +(\\d+) +(\\d+) +(\\S+)", Pattern.MULTILINE);

  private static final Pattern TOTAL = Pattern.compile("^Total +(\\d+) +(\\d+)", Pattern.MULTILINE);

  /** One class. */
  record Row(String type, long count, long bytes) {
    Map<String, @Nullable Object> toJson() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("class", type);
      json.put("count", count);
      json.put("bytes", bytes);
      return json;
    }
  }

  /**
   * Counts the live objects of this VM, after a full collection; all threads stand meanwhile.
   *
   * @param top so many rows at most
   */
  static ClassHistogram take(int top) throws JMException {
    return parse(DiagnosticCommand.run("gcClassHistogram"), top);
  }

  static ClassHistogram parse(String text, int top) {
    List<Row> rows = new ArrayList<>();
    Matcher row = ROW.matcher(text);
    while (rows.size() < top && row.find()) {
      rows.add(
          new Row(
              TypeNames.readable(row.group(3)),
              Long.parseLong(row.group(1)),
              Long.parseLong(row.group(2))));
    }
    Matcher total = TOTAL.matcher(text);
    boolean totalled = total.find();
    return new ClassHistogram(
        List.copyOf(rows),
        totalled ? Long.parseLong(total.group(1)) : 0,
        totalled ? Long.parseLong(total.group(2)) : 0);
  }
}
