package dev.plimsoll.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.wire.run.Lines;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what was written into what holds, or says why it cannot. */
final class Checks {
  private static final Pattern SERVICE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private Checks() {}

  static Configuration check(YamlShape shape) throws InvalidValueException {
    Map<String, Configuration.Service> services = new LinkedHashMap<>();
    if (shape.services() != null) {
      for (var entry : shape.services().entrySet()) {
        String path = "services." + entry.getKey();
        services.put(name(path, entry.getKey()), service(path, entry.getValue()));
      }
    }
    List<Configuration.Alert> alerts = new ArrayList<>();
    List<YamlShape.Alert> written = shape.alerts() == null ? List.of() : shape.alerts();
    for (YamlShape.Alert alert : written) {
      alerts.add(alert("alerts[" + alerts.size() + "]", alert));
    }
    return new Configuration(Collections.unmodifiableMap(services), List.copyOf(alerts));
  }

  /** The name stands in file names, URLs and instance names. */
  static String name(String path, String name) throws InvalidValueException {
    if (!SERVICE_NAME.matcher(name).matches()) {
      throw new InvalidValueException(
          path, "a service name has letters, digits, dots, hyphens and underscores, at most 63");
    }
    return name;
  }

  private static Configuration.Service service(String path, YamlShape.@Nullable Service service)
      throws InvalidValueException {
    if (service == null || service.command() == null) {
      throw new InvalidValueException(path + ".command", "is missing; write the command to run");
    }
    return new Configuration.Service(
        command(path + ".command", service.command()),
        inRange(path + ".instances", service.instances(), 1, 1, 1000),
        service.port() == null ? null : inRange(path + ".port", service.port(), 0, 1, 65535),
        lines(path + ".lines", service.lines()),
        service.ready() == null
            ? Duration.ofSeconds(50)
            : duration(path + ".ready.timeout", service.ready().timeout(), Duration.ofSeconds(50)),
        stop(path + ".stop", service.stop()),
        restart(path + ".restart", service.restart()));
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

  private static Lines lines(String path, YamlShape.@Nullable Lines lines)
      throws InvalidValueException {
    if (lines == null) {
      return Lines.DEFAULT;
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

  private static Configuration.Stop stop(String path, YamlShape.@Nullable Stop stop)
      throws InvalidValueException {
    Configuration.Stop absent = Configuration.Stop.DEFAULT;
    if (stop == null) {
      return absent;
    }
    String signal = Objects.requireNonNullElse(stop.signal(), absent.signal());
    if (!List.of("SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1", "SIGUSR2").contains(signal)) {
      throw new InvalidValueException(
          path + ".signal", "\"" + signal + "\" is no signal that stops; SIGTERM is the usual one");
    }
    return new Configuration.Stop(
        signal, duration(path + ".timeout", stop.timeout(), absent.timeout()));
  }

  private static Configuration.Restart restart(String path, YamlShape.@Nullable Restart restart)
      throws InvalidValueException {
    Configuration.Restart absent = Configuration.Restart.DEFAULT;
    if (restart == null) {
      return absent;
    }
    Duration first = absent.firstBackoff();
    Duration longest = absent.longestBackoff();
    if (restart.backoff() != null) {
      String[] ends = restart.backoff().split("\\.\\.", -1);
      first = Durations.parse(path + ".backoff", ends[0]);
      longest = ends.length == 2 ? Durations.parse(path + ".backoff", ends[1]) : first;
      if (ends.length > 2 || longest.compareTo(first) < 0) {
        throw new InvalidValueException(
            path + ".backoff", "write it as 1s..1m, the shorter end first");
      }
    }
    return new Configuration.Restart(
        duration(path + ".min-uptime", restart.minUptime(), absent.minUptime()), first, longest);
  }

  private static Configuration.Alert alert(String path, YamlShape.Alert alert)
      throws InvalidValueException {
    if (!"slack".equals(alert.type())) {
      throw new InvalidValueException(
          path + ".type", "must be slack (any webhook that takes Slack's message shape)");
    }
    try {
      URI url = URI.create(Objects.requireNonNullElse(alert.url(), ""));
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return new Configuration.Alert(url);
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

  private static int inRange(String path, @Nullable Integer value, int absent, int least, int most)
      throws InvalidValueException {
    if (value == null) {
      return absent;
    }
    if (value < least || value > most) {
      throw new InvalidValueException(
          path, value + " is out of range; " + least + " to " + most + " is allowed");
    }
    return value;
  }
}
