package dev.plimsoll.app.ecosystem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One application of PM2 as a service of ours.
 *
 * @param name of the service
 * @param service keys and values of {@code plimsoll.yml}
 * @param notes what has no equal, or another meaning; a sentence each
 */
record Application(String name, Map<String, Object> service, List<String> notes) {
  /** Keys that are turned here; those of {@link Differences} are told; others are unknown. */
  private static final Set<String> TURNED =
      Set.of(
          "name",
          "script",
          "args",
          "interpreter",
          "exec_interpreter",
          "interpreter_args",
          "interpreterArgs",
          "node_args",
          "cwd",
          "instances",
          "env",
          "min_uptime",
          "max_restarts",
          "restart_delay",
          "exp_backoff_restart_delay",
          "kill_timeout",
          "listen_timeout",
          "wait_ready");

  private static final int MOST_INSTANCES = 256;

  /**
   * Turns it.
   *
   * @param section which of the {@code env_...} sections is to be put on top; null for none
   * @param number of the application in its file, for one without a name
   * @param processors of this host, for {@code instances: max}
   */
  static Application of(JsonNode app, @Nullable String section, int number, int processors)
      throws EcosystemException {
    String script = app.path("script").asText("");
    String shown = app.path("name").asText("");
    if (script.isBlank()) {
      throw new EcosystemException(
          "application %s has no script"
              .formatted(shown.isEmpty() ? "number " + (number + 1) : "\"" + shown + "\""));
    }
    List<String> notes = new ArrayList<>();
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("command", StartCommand.of(app));
    service.put("directory", app.path("cwd").asText("."));
    instances(app, processors, service, notes);
    environment(app, section, service, notes);
    timing(app, service);
    for (var field : app.properties()) {
      if (!TURNED.contains(field.getKey()) && !field.getKey().startsWith("env_")) {
        notes.addAll(Differences.of(field.getKey(), field.getValue()));
      }
    }
    return new Application(nameOf(shown, script, notes), service, notes);
  }

  private static String nameOf(String shown, String script, List<String> notes) {
    String base = script.substring(script.lastIndexOf('/') + 1).replaceFirst("\\.[a-z]+$", "");
    String wanted = shown.isBlank() ? base : shown;
    String name = wanted.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    name = name.isEmpty() ? "service" : name.substring(0, Math.min(64, name.length()));
    if (!name.equals(wanted)) {
      notes.add("name: \"" + wanted + "\" has signs that a name here cannot have.");
    }
    return name;
  }

  private static void instances(
      JsonNode app, int processors, Map<String, Object> service, List<String> notes)
      throws EcosystemException {
    JsonNode given = app.path("instances");
    if (given.isMissingNode() || given.isNull()) {
      return;
    }
    int count = given.asText().equals("max") ? 0 : given.asInt(Integer.MIN_VALUE);
    if (count == Integer.MIN_VALUE) {
      throw new EcosystemException("instances: " + given + " is neither a number nor \"max\"");
    }
    if (count <= 0) {
      notes.add(
          "instances: %s means all processors%s; %d were found on this host, and the number is fixed."
              .formatted(given.asText(), count < 0 ? " but " + -count : "", processors));
      count = Math.max(1, processors + count);
    }
    service.put("instances", Math.min(count, MOST_INSTANCES));
  }

  private static void environment(
      JsonNode app, @Nullable String section, Map<String, Object> service, List<String> notes) {
    Map<String, String> variables = new LinkedHashMap<>();
    put(app.path("env"), variables);
    List<String> others = new ArrayList<>();
    for (var field : app.properties()) {
      if (field.getKey().startsWith("env_")) {
        if (field.getKey().equals("env_" + section)) {
          put(field.getValue(), variables);
        } else {
          others.add(field.getKey().substring("env_".length()));
        }
      }
    }
    if (!variables.isEmpty()) {
      service.put("env", variables);
    }
    if (section == null && !others.isEmpty()) {
      notes.add(
          "left out: the variables for %s; take one in with --env."
              .formatted(String.join(", ", others)));
    }
  }

  private static void put(JsonNode section, Map<String, String> variables) {
    section
        .properties()
        .forEach(
            variable ->
                variables.put(
                    variable.getKey(),
                    variable.getValue().isContainerNode()
                        ? variable.getValue().toString()
                        : variable.getValue().asText()));
  }

  /** Bare numbers are milliseconds to PM2. */
  private static void timing(JsonNode app, Map<String, Object> service) {
    Map<String, Object> ready = new LinkedHashMap<>();
    if (app.hasNonNull("listen_timeout")) {
      ready.put("timeout", duration(app.get("listen_timeout")));
    }
    if (app.path("wait_ready").asBoolean()) {
      ready.put("message", true);
    }
    if (!ready.isEmpty()) {
      service.put("ready", ready);
    }
    Map<String, Object> stop = new LinkedHashMap<>();
    stop.put("signal", "SIGINT");
    if (app.hasNonNull("kill_timeout")) {
      stop.put("timeout", duration(app.get("kill_timeout")));
    }
    service.put("stop", stop);
    Map<String, Object> restart = new LinkedHashMap<>();
    if (app.hasNonNull("min_uptime")) {
      restart.put("min-uptime", duration(app.get("min_uptime")));
    }
    if (app.path("exp_backoff_restart_delay").asLong() > 0) {
      restart.put("backoff", app.get("exp_backoff_restart_delay").asLong() + "ms..15s");
    } else if (app.path("restart_delay").asLong() > 0) {
      long delay = app.get("restart_delay").asLong();
      restart.put("backoff", delay + "ms.." + delay + "ms");
    }
    if (app.path("max_restarts").asInt() >= 2) {
      restart.put("max", app.get("max_restarts").asInt() + " per 10m");
    }
    if (!restart.isEmpty()) {
      service.put("restart", restart);
    }
  }

  private static String duration(JsonNode time) {
    return time.asText().matches("\\d+") ? time.asText() + "ms" : time.asText();
  }
}
