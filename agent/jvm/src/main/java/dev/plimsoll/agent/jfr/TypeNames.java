package dev.plimsoll.agent.jfr;

/** Class names as people write them: {@code byte[]} and not {@code [B}. */
public final class TypeNames {
  private TypeNames() {}

  /**
   * The readable form.
   *
   * @param name as the VM writes it: {@code [Ljava.lang.String;}, {@code [[I}, {@code a.b.C}
   */
  public static String readable(String name) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0 || dimensions == name.length()) {
      return name;
    }
    return element(name, dimensions) + "[]".repeat(dimensions);
  }

  private static String element(String name, int at) {
    return switch (name.charAt(at)) {
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'D' -> "double";
      case 'F' -> "float";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'S' -> "short";
      case 'Z' -> "boolean";
      case 'L' -> name.substring(at + 1, name.endsWith(";") ? name.length() - 1 : name.length());
      default -> name.substring(at);
    };
  }
}
