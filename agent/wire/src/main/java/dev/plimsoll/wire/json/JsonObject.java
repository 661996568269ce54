package dev.plimsoll.wire.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A received JSON object, read field by field. Unknown fields are left alone; a missing or
 * ill-typed field is an error that names its path, such as {@code samples[3].at}.
 */
public final class JsonObject {

  /** Turns one received object into a message. */
  public interface Reader<T> {
    T read(JsonObject object) throws MalformedMessageException;
  }

  private final String path;
  private final Map<String, @Nullable Object> values;

  JsonObject(String path, Map<String, @Nullable Object> values) {
    this.path = path;
    this.values = values;
  }

  /** Where this object stands in the message; empty for the message itself. */
  public String path() {
    return path;
  }

  /** All fields as they came. */
  public Map<String, @Nullable Object> values() {
    return values;
  }

  public String string(String name) throws MalformedMessageException {
    return require(name, optionalString(name));
  }

  public @Nullable String optionalString(String name) throws MalformedMessageException {
    return optional(name, String.class, "a string");
  }

  public long number(String name) throws MalformedMessageException {
    return require(name, optionalNumber(name));
  }

  public @Nullable Long optionalNumber(String name) throws MalformedMessageException {
    Number number = optional(name, Number.class, "a whole number");
    if (number == null) {
      return null;
    }
    if (number instanceof Double fraction && fraction != Math.rint(fraction)) {
      throw new MalformedMessageException(at(name) + " must be a whole number");
    }
    return number.longValue();
  }

  public double fraction(String name) throws MalformedMessageException {
    return require(name, optionalFraction(name));
  }

  public @Nullable Double optionalFraction(String name) throws MalformedMessageException {
    Number number = optional(name, Number.class, "a number");
    return number == null ? null : number.doubleValue();
  }

  public boolean flag(String name, boolean absent) throws MalformedMessageException {
    return Objects.requireNonNullElse(optional(name, Boolean.class, "true or false"), absent);
  }

  public <T> T object(String name, Reader<T> reader) throws MalformedMessageException {
    return require(name, optionalObject(name, reader));
  }

  public <T> @Nullable T optionalObject(String name, Reader<T> reader)
      throws MalformedMessageException {
    Map<?, ?> map = optional(name, Map.class, "an object");
    return map == null ? null : reader.read(child(at(name), map));
  }

  /** The objects of an array; an absent array is an empty one. */
  public <T> List<T> list(String name, Reader<T> reader) throws MalformedMessageException {
    List<T> read = new ArrayList<>();
    int index = 0;
    for (Object element : array(name)) {
      String elementPath = at(name) + "[" + index++ + "]";
      if (!(element instanceof Map<?, ?> map)) {
        throw new MalformedMessageException(elementPath + " must be an object");
      }
      read.add(reader.read(child(elementPath, map)));
    }
    return List.copyOf(read);
  }

  /** The objects of an object, by name; an absent one is empty. */
  public <T> Map<String, T> map(String name, Reader<T> reader) throws MalformedMessageException {
    Map<String, T> read = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : free(name).entrySet()) {
      String entryPath = at(name) + "." + entry.getKey();
      if (!(entry.getValue() instanceof Map<?, ?> map)) {
        throw new MalformedMessageException(entryPath + " must be an object");
      }
      read.put((String) entry.getKey(), reader.read(child(entryPath, map)));
    }
    return read;
  }

  /** Numbers by name; a null among them is left out: nothing was read there. */
  public Map<String, Double> numbers(String name) throws MalformedMessageException {
    Map<String, Double> read = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : free(name).entrySet()) {
      Object value = entry.getValue();
      if (value == null) {
        continue;
      }
      if (!(value instanceof Number number)) {
        throw new MalformedMessageException(at(name) + "." + entry.getKey() + " must be a number");
      }
      read.put(entry.getKey(), number.doubleValue());
    }
    return read;
  }

  /** An object whose fields this message does not know; empty if absent. */
  public Map<String, @Nullable Object> free(String name) throws MalformedMessageException {
    Map<?, ?> map = optional(name, Map.class, "an object");
    return map == null ? Map.of() : child(at(name), map).values;
  }

  private List<?> array(String name) throws MalformedMessageException {
    List<?> list = optional(name, List.class, "an array");
    return list == null ? List.of() : list;
  }

  private <T> @Nullable T optional(String name, Class<T> type, String shape)
      throws MalformedMessageException {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!type.isInstance(value)) {
      throw new MalformedMessageException(at(name) + " must be " + shape);
    }
    return type.cast(value);
  }

  private <T> T require(String name, @Nullable T value) throws MalformedMessageException {
    if (value == null) {
      throw new MalformedMessageException(at(name) + " is missing");
    }
    return value;
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Keys of a map that {@link Json} read are strings. */
  private static JsonObject child(String path, Map<?, ?> map) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    map.forEach((key, value) -> values.put((String) key, value));
    return new JsonObject(path, values);
  }
}
