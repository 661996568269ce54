package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.account.Budget;
import dev.plimsoll.agent.listen.Bequest;
import dev.plimsoll.wire.run.Lines;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the agent was told, by the supervisor's environment or else by the agent's own arguments.
 *
 * @param run UUID of this run
 * @param collector base URL; null if there is no collector and the supervisor alone is told
 * @param control path of the supervisor's unix socket; null if nobody supervises
 * @param supervisor sender id of the supervisor
 * @param lines load lines of the service; null for the collector's
 * @param holdBind whether listeners have to wait until the old run has left the port
 * @param bequest sockets inherited from the supervisor, for the ports that this run will bind
 * @param state folder for dumps; null for a private one under the temporary folder
 * @param cache folder for woven classes, {@code off} for none; null for the usual place
 * @param budget what the agent may take, from {@code budget=} or {@code PLIMSOLL_BUDGET}
 */
record Settings(
    String run,
    String service,
    String instance,
    @Nullable URI collector,
    @Nullable String control,
    @Nullable String supervisor,
    @Nullable Lines lines,
    boolean holdBind,
    Bequest bequest,
    @Nullable String state,
    @Nullable String cache,
    Budget budget) {
  private static final String DEFAULT_COLLECTOR = "http://127.0.0.1:7070";

  /**
   * Reads what the agent was told; what makes no sense is left out.
   *
   * @param args text after {@code agent.jar=}, such as {@code service=push,collector=http://...}
   * @param mainCommand main class or jar with its arguments, as the launcher knows it
   */
  static Settings read(@Nullable String args, Map<String, String> environment, String mainCommand) {
    String run = environment.get("PLIMSOLL_RUN");
    return run == null || run.isBlank()
        ? alone(parse(args), environment, mainCommand)
        : supervised(run, parse(args), environment, mainCommand);
  }

  /** Whether binds go by the supervisor's word. */
  boolean asksBeforeBind() {
    return holdBind || !bequest.isEmpty();
  }

  boolean isSupervised() {
    return control != null;
  }

  private static Settings supervised(
      String run, Map<String, String> args, Map<String, String> environment, String mainCommand) {
    String service = text(environment, "PLIMSOLL_SERVICE", serviceOf(mainCommand));
    return new Settings(
        run,
        service,
        text(environment, "PLIMSOLL_INSTANCE", service + "/0"),
        uri(environment.get("PLIMSOLL_COLLECTOR")),
        blankToNull(environment.get("PLIMSOLL_CONTROL")),
        blankToNull(environment.get("PLIMSOLL_SUPERVISOR")),
        lines(environment.get("PLIMSOLL_LINES")),
        "1".equals(environment.get("PLIMSOLL_HOLD_BIND")),
        Bequest.parse(environment.get("PLIMSOLL_LISTENERS")),
        blankToNull(environment.get("PLIMSOLL_STATE")),
        blankToNull(args.get("cache")),
        Budget.parse(environment.get("PLIMSOLL_BUDGET")));
  }

  private static Settings alone(
      Map<String, String> args, Map<String, String> environment, String mainCommand) {
    String service = text(args, "service", serviceOf(mainCommand));
    return new Settings(
        UUID.randomUUID().toString(),
        service,
        text(args, "instance", service + "/0"),
        uri(text(args, "collector", DEFAULT_COLLECTOR)),
        null,
        null,
        lines(args.get("lines")),
        false,
        Bequest.NONE,
        blankToNull(args.get("state")),
        blankToNull(args.get("cache")),
        Budget.parse(text(args, "budget", environment.getOrDefault("PLIMSOLL_BUDGET", ""))));
  }

  /** A mistyped argument must not keep the application from starting: it is left out. */
  private static Map<String, String> parse(@Nullable String args) {
    Map<String, String> parsed = new HashMap<>();
    for (String pair : args == null ? new String[0] : args.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parsed.put(
            pair.substring(0, equals).trim().toLowerCase(Locale.ROOT),
            pair.substring(equals + 1).trim());
      }
    }
    return parsed;
  }

  /** {@code push} of {@code /opt/push.jar --port 1}, {@code PushServer} of {@code a.PushServer}. */
  private static String serviceOf(String mainCommand) {
    String main = mainCommand.trim().split(" ", 2)[0];
    String name = main.substring(main.lastIndexOf('/') + 1);
    if (name.endsWith(".jar")) {
      name = name.substring(0, name.length() - ".jar".length());
    } else {
      name = name.substring(name.lastIndexOf('.') + 1);
    }
    return name.isBlank() ? "java" : name;
  }

  private static String text(Map<String, String> values, String name, String absent) {
    String value = blankToNull(values.get(name));
    return value == null ? absent : value;
  }

  private static @Nullable String blankToNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  private static @Nullable URI uri(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      URI uri = URI.create(text);
      return uri.getHost() == null ? null : uri;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Lines lines(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split("[,/]", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      return new Lines(
          Double.parseDouble(parts[0].trim()),
          Double.parseDouble(parts[1].trim()),
          Double.parseDouble(parts[2].trim()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
