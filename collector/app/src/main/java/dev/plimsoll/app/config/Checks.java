package dev.plimsoll.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.supervisor.spec.LogSpec;
import dev.plimsoll.supervisor.spec.ReadySpec;
import dev.plimsoll.supervisor.spec.RestartSpec;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.spec.StopSpec;
import dev.plimsoll.wire.run.Lines;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what was written into what holds, or says why it cannot. */
final class Checks {
  private static final List<String> STOP_SIGNALS =
      List.of("SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1", "SIGUSR2");

  private Checks() {}

  static Configuration check(YamlShape shape, Path base) throws InvalidValueException {
    List<ServiceSpec> services = new ArrayList<>();
    if (shape.services() != null) {
      for (var entry : shape.services().entrySet()) {
        services.add(service(entry.getKey(), entry.getValue(), base));
      }
    }
    List<URI> webhooks = new ArrayList<>();
    List<YamlShape.Alert> alerts = shape.alerts() == null ? List.of() : shape.alerts();
    for (YamlShape.Alert alert : alerts) {
      webhooks.add(webhook("alerts[" + webhooks.size() + "]", alert));
    }
    return new Configuration(List.copyOf(services), List.copyOf(webhooks));
  }

  private static ServiceSpec service(String name, YamlShape.@Nullable Service service, Path base)
      throws InvalidValueException {
    String path = "services." + name;
    if (service == null || service.command() == null) {
      throw new InvalidValueException(path + ".command", "is missing; write the command to run");
    }
    List<String> command = command(path + ".command", service.command());
    try {
      return ServiceSpec.of(name, command)
          .withInstances(Objects.requireNonNullElse(service.instances(), 1))
          .withPort(service.port())
          .withLines(lines(path + ".lines", service.lines()))
          .withReady(ready(path + ".ready", service.ready()))
          .withStop(stop(path + ".stop", service.stop()))
          .withRestart(restart(path + ".restart", service.restart()))
          .withEnvironment(environment(path, service))
          .withDirectory(directory(path + ".directory", service.directory(), base))
          .withLogs(logs(path + ".logs", service.logs()));
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(path, e.getMessage());
    }
  }

  private static List<String> command(String path, JsonNode command) throws InvalidValueException {
    if (command.isTextual()) {
      return CommandWords.split(path, command.asText());
    }
    if (command.isArray() && !command.isEmpty()) {
      List<String> words = new ArrayList<>();
      command.forEach(word -> words.add(word.asText()));
      return List.copyOf(words);
    }
    throw new InvalidValueException(path, "must be a text or a list of words");
  }

  /** Null where the file says nothing: then the collector's lines hold. */
  private static @Nullable Lines lines(String path, YamlShape.@Nullable Lines lines)
      throws InvalidValueException {
    if (lines == null) {
      return null;
    }
    try {
      return new Lines(
          Objects.requireNonNullElse(lines.warn(), Lines.DEFAULT.warn()),
          Objects.requireNonNullElse(lines.dump(), Lines.DEFAULT.dump()),
          Objects.requireNonNullElse(lines.restart(), Lines.DEFAULT.restart()));
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(path, e.getMessage());
    }
  }

  private static ReadySpec ready(String path, YamlShape.@Nullable Ready ready)
      throws InvalidValueException {
    ReadySpec absent = ReadySpec.DEFAULT;
    return ready == null
        ? absent
        : new ReadySpec(
            duration(path + ".timeout", ready.timeout(), absent.timeout()),
            duration(path + ".settle", ready.settle(), absent.settle()),
            Objects.requireNonNullElse(ready.message(), absent.message()));
  }

  private static StopSpec stop(String path, YamlShape.@Nullable Stop stop)
      throws InvalidValueException {
    StopSpec absent = StopSpec.DEFAULT;
    if (stop == null) {
      return absent;
    }
    String signal = Objects.requireNonNullElse(stop.signal(), absent.signal());
    if (!STOP_SIGNALS.contains(signal)) {
      throw new InvalidValueException(
          path + ".signal",
          "\"%s\" is no signal that asks to stop; there are %s"
              .formatted(signal, String.join(", ", STOP_SIGNALS)));
    }
    return new StopSpec(signal, duration(path + ".timeout", stop.timeout(), absent.timeout()));
  }

  private static RestartSpec restart(String path, YamlShape.@Nullable Restart restart)
      throws InvalidValueException {
    RestartSpec absent = RestartSpec.DEFAULT;
    if (restart == null) {
      return absent;
    }
    Duration first = absent.backoffMin();
    Duration longest = absent.backoffMax();
    if (restart.backoff() != null) {
      String[] ends = restart.backoff().split("\\.\\.", -1);
      first = Durations.parse(path + ".backoff", ends[0]);
      longest = ends.length == 2 ? Durations.parse(path + ".backoff", ends[1]) : first;
      if (ends.length > 2 || longest.compareTo(first) < 0) {
        throw new InvalidValueException(
            path + ".backoff", "write it as 1s..1m, the shorter end first");
      }
    }
    String[] max =
        restart.max() == null ? new String[0] : restart.max().strip().split("\\s+per\\s+", -1);
    if (restart.max() != null && (max.length != 2 || !max[0].matches("[0-9]{1,4}"))) {
      throw new InvalidValueException(path + ".max", "write it as 10 per 10m");
    }
    return new RestartSpec(
        duration(path + ".min-uptime", restart.minUptime(), absent.minUptime()),
        first,
        longest,
        absent.resetAfter(),
        max.length == 0 ? absent.max() : Integer.parseInt(max[0]),
        max.length == 0 ? absent.window() : Durations.parse(path + ".max", max[1]));
  }

  /** What Plimsoll itself wants the agent to know goes before what the file says. */
  private static Map<String, String> environment(String path, YamlShape.Service service)
      throws InvalidValueException {
    Map<String, String> variables = new LinkedHashMap<>();
    if (service.env() != null) {
      for (var entry : service.env().entrySet()) {
        if (!entry.getKey().matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
          throw new InvalidValueException(
              path + ".env", "\"" + entry.getKey() + "\" is no name of a variable");
        }
        variables.put(entry.getKey(), Objects.requireNonNullElse(entry.getValue(), ""));
      }
    }
    variables.putAll(DumpVariables.of(path + ".dumps", service.dumps()));
    return variables;
  }

  /** Seen from the folder of the file. */
  private static @Nullable Path directory(String path, @Nullable String directory, Path base)
      throws InvalidValueException {
    if (directory == null) {
      return null;
    }
    Path found = base.resolve(directory).normalize();
    if (!Files.isDirectory(found)) {
      throw new InvalidValueException(path, "there is no folder " + found);
    }
    return found;
  }

  private static LogSpec logs(String path, YamlShape.@Nullable Logs logs)
      throws InvalidValueException {
    LogSpec absent = LogSpec.DEFAULT;
    if (logs == null) {
      return absent;
    }
    try {
      return new LogSpec(
          logs.size() == null ? absent.size() : Sizes.parse(path + ".size", logs.size()),
          Objects.requireNonNullElse(logs.keep(), absent.keep()),
          duration(path + ".age", logs.age(), absent.age()));
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(path, e.getMessage());
    }
  }

  private static URI webhook(String path, YamlShape.Alert alert) throws InvalidValueException {
    if (!"slack".equals(alert.type())) {
      throw new InvalidValueException(
          path + ".type", "must be slack (any webhook that takes Slack's message shape)");
    }
    try {
      URI url = URI.create(Objects.requireNonNullElse(alert.url(), ""));
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one sentence: the text of the exception could carry the secret.
    }
    throw new InvalidValueException(path + ".url", "must be an http or https URL");
  }

  private static Duration duration(String path, @Nullable String text, Duration absent)
      throws InvalidValueException {
    return text == null ? absent : Durations.parse(path, text);
  }
}
