package dev.plimsoll.samples.push;

import java.util.HashMap;
import java.util.Map;

/** {@code --name value} pairs of a sample's command line. */
final class Options {
  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  static Options of(String[] args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("options come in pairs: --name value");
    }
    Options options = new Options();
    for (int i = 0; i < args.length; i += 2) {
      options.values.put(args[i], args[i + 1]);
    }
    return options;
  }

  String text(String name, String absent) {
    return values.getOrDefault("--" + name, absent);
  }

  int number(String name, int absent) {
    return Integer.parseInt(text(name, Integer.toString(absent)));
  }
}
