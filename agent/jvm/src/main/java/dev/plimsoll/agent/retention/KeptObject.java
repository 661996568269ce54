package dev.plimsoll.agent.retention;

import dev.plimsoll.agent.jfr.ApplicationFrame;
import dev.plimsoll.agent.jfr.TypeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;
import org.jspecify.annotations.Nullable;

/**
 * One object that was sampled when it was allocated and is still there.
 *
 * @param type its class
 * @param ageMs since it was allocated
 * @param bytes its own size; -1 where the recorder does not tell it (before release 21)
 * @param elements of an array; -1 for others
 * @param path who refers to it, from the object outwards, such as {@code
 *     java.util.HashMap$Node.value}
 * @param root what holds the end of the path; null where the search did not get there in time
 * @param frame application frame that allocated it; null for those sampled without
 */
record KeptObject(
    String type,
    long ageMs,
    long bytes,
    long elements,
    List<String> path,
    @Nullable String root,
    @Nullable String frame) {
  private static final int LONGEST_PATH = 40;

  static KeptObject of(RecordedEvent event) {
    RecordedObject object = event.getValue("object");
    RecordedObject root = event.getValue("root");
    return new KeptObject(
        typeOf(object),
        event.getDuration("objectAge").toMillis(),
        event.hasField("objectSize") ? event.getLong("objectSize") : -1,
        event.getInt("arrayElements") >= 0 ? event.getInt("arrayElements") : -1,
        path(object),
        root == null ? null : rootOf(root),
        ApplicationFrame.of(event.getStackTrace()));
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("class", type);
    json.put("ageMs", ageMs);
    if (bytes >= 0) {
      json.put("bytes", bytes);
    }
    if (elements >= 0) {
      json.put("elements", elements);
    }
    json.put("path", path);
    json.put("root", root);
    json.put("frame", frame);
    return json;
  }

  private static List<String> path(@Nullable RecordedObject object) {
    List<String> path = new ArrayList<>();
    RecordedObject at = object;
    while (at != null && path.size() < LONGEST_PATH) {
      RecordedObject reference = at.getValue("referrer");
      if (reference == null) {
        return path;
      }
      RecordedObject holder = reference.getValue("object");
      path.add(step(reference, holder));
      at = holder;
    }
    return path;
  }

  private static String step(RecordedObject reference, @Nullable RecordedObject holder) {
    String type = typeOf(holder);
    RecordedObject array = reference.getValue("array");
    if (array != null) {
      String element = type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
      return element + "[" + array.getInt("index") + "]";
    }
    RecordedObject field = reference.getValue("field");
    return field == null ? type : type + "." + field.getString("name");
  }

  private static String typeOf(@Nullable RecordedObject object) {
    RecordedClass type = object == null ? null : object.getValue("type");
    return type == null ? "?" : TypeNames.readable(type.getName());
  }

  /** {@code Stack Variable: Threads (main)}, as far as the recorder knows. */
  private static String rootOf(RecordedObject root) {
    String system = root.getString("system");
    String type = root.getString("type");
    String description = root.getString("description");
    String text = type + ": " + system;
    return description == null || description.isBlank() ? text : text + " (" + description + ")";
  }
}
