package dev.plimsoll.app.attach;

import java.nio.file.Path;
import java.util.List;

/** A name for a service that was given none. */
public final class ServiceName {
  private ServiceName() {}

  /** The jar after {@code -jar} without version or ending, else the program. */
  public static String guess(List<String> command) {
    int jar = command.indexOf("-jar");
    String file = jar >= 0 && jar + 1 < command.size() ? command.get(jar + 1) : command.get(0);
    String name =
        Path.of(file)
            .getFileName()
            .toString()
            .replaceFirst("\\.[A-Za-z]+$", "")
            .replaceFirst("-\\d.*$", "")
            .replaceAll("[^A-Za-z0-9._-]", "-");
    return name.isEmpty() ? "service" : name;
  }
}
