package dev.plimsoll.heap.hprof;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Type names, each with a number. Classes of one name that different loaders loaded are one type:
 * people ask by name.
 */
final class TypeTable {
  private static final Map<Character, FieldType> DESCRIPTORS =
      Map.of(
          'Z', FieldType.BOOLEAN,
          'C', FieldType.CHAR,
          'F', FieldType.FLOAT,
          'D', FieldType.DOUBLE,
          'B', FieldType.BYTE,
          'S', FieldType.SHORT,
          'I', FieldType.INT,
          'J', FieldType.LONG);

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Map<FieldType, Integer> arrays = new EnumMap<>(FieldType.class);

  TypeTable() {
    for (FieldType type : FieldType.values()) {
      arrays.put(type, number(type.arrayTypeName()));
    }
  }

  int number(String name) {
    return numbers.computeIfAbsent(
        name,
        added -> {
          names.add(added);
          return names.size() - 1;
        });
  }

  int arrayOf(FieldType type) {
    return arrays.getOrDefault(type, 0);
  }

  List<String> names() {
    return names;
  }

  /**
   * A name as people write it.
   *
   * @param internal as the JVM writes it: {@code java/lang/String}, {@code [Ljava/lang/String;},
   *     {@code [[I}, {@code Main$$Lambda+0x0123}
   */
  static String readable(String internal) {
    int dimensions = 0;
    while (dimensions < internal.length() && internal.charAt(dimensions) == '[') {
      dimensions++;
    }
    return element(internal.substring(dimensions), dimensions > 0) + "[]".repeat(dimensions);
  }

  private static String element(String name, boolean ofArray) {
    if (ofArray && name.length() == 1) {
      FieldType type = DESCRIPTORS.get(name.charAt(0));
      return type == null ? name : type.typeName();
    }
    boolean descriptor = ofArray && name.startsWith("L") && name.endsWith(";");
    String plain = descriptor ? name.substring(1, name.length() - 1) : name;
    // A hidden class carries its address behind a plus sign where Java's own tools show a slash.
    return plain.replace('/', '.').replace("+0x", "/0x");
  }
}
