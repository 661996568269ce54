package dev.plimsoll.heap.summary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to know first of a heap. Sizes in bytes.
 *
 * @param file name of the dump as it was given
 * @param format {@code hprof}
 * @param bytes size of the file
 * @param objects how many objects are in the dump, classes among them
 * @param liveObjects how many of them are reachable from the roots
 * @param liveBytes sum of their shallow sizes
 * @param unreachableBytes sum of the shallow sizes of the others
 * @param classes how many classes the dump describes
 * @param topRetained types by retained size, at most 50
 * @param topShallow types by shallow size, at most 50
 * @param biggest objects that no other dominates, by retained size, at most 20
 * @param accumulation what has piled up; null where the heap is spread over many things
 * @param truncated whether the dump ended too early; then objects are missing and sizes are too low
 * @param elapsedMs how long the analysis took, milliseconds
 */
public record HeapSummary(
    String file,
    String format,
    long bytes,
    long objects,
    long liveObjects,
    long liveBytes,
    long unreachableBytes,
    long classes,
    List<TypeRow> topRetained,
    List<TypeRow> topShallow,
    List<ObjectRow> biggest,
    @Nullable Accumulation accumulation,
    boolean truncated,
    long elapsedMs) {

  /** One line of JSON with the names of the components. */
  public String toJson() {
    JsonText json = new JsonText();
    json.open('{');
    json.member("file", file);
    json.member("format", format);
    json.member("bytes", bytes);
    json.member("objects", objects);
    json.member("liveObjects", liveObjects);
    json.member("liveBytes", liveBytes);
    json.member("unreachableBytes", unreachableBytes);
    json.member("classes", classes);
    types(json, "topRetained", topRetained);
    types(json, "topShallow", topShallow);
    json.key("biggest");
    json.open('[');
    biggest.forEach(row -> row.toJson(json));
    json.close(']');
    json.key("accumulation");
    if (accumulation == null) {
      json.nothing();
    } else {
      accumulation.toJson(json);
    }
    json.member("truncated", truncated);
    json.member("elapsedMs", elapsedMs);
    json.close('}');
    return json.toString();
  }

  /** The same for a person at a terminal: a few lines and the first rows of each list. */
  public String toText() {
    return new SummaryText(this).toString();
  }

  private static void types(JsonText json, String name, List<TypeRow> rows) {
    json.key(name);
    json.open('[');
    rows.forEach(row -> row.toJson(json));
    json.close(']');
  }
}
