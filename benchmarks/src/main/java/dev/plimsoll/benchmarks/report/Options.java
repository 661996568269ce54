package dev.plimsoll.benchmarks.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code --name value} pairs of a command line. */
public final class Options {
  private final Map<String, String> given = new LinkedHashMap<>();

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException for a name that is not known, or one without a value
   */
  public Options(String[] args, Set<String> known) {
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].replaceFirst("^--", "");
      if (!known.contains(name)) {
        throw new IllegalArgumentException("unknown option " + args[i] + "; there are " + known);
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      given.put(name, args[i + 1]);
    }
  }

  public String text(String name, String absent) {
    return given.getOrDefault(name, absent);
  }

  public int number(String name, int absent) {
    return Integer.parseInt(text(name, Integer.toString(absent)));
  }

  /**
   * A file or folder.
   *
   * @throws IllegalArgumentException if it was not given
   */
  public Path path(String name) {
    String path = given.get(name);
    if (path == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return Path.of(path).toAbsolutePath();
  }

  public boolean has(String name) {
    return given.containsKey(name);
  }
}
