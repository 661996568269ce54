package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.supervisor.instance.RunView;
import dev.plimsoll.wire.reading.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code ps}.
 *
 * @param restarts how often its supervisor has started the instance again; null if it is kept
 *     elsewhere
 */
record ListedRun(
    String instance,
    String service,
    String run,
    long pid,
    String state,
    long since,
    @Nullable Integer restarts,
    @Nullable String lastExit,
    @Nullable String trouble,
    Map<String, Double> metrics) {
  static final List<String> HEADINGS =
      List.of("INSTANCE", "STATE", "SINCE", "PID", "LIVE", "OF MAX", "RSS", "REQUESTS", "RESTARTS");

  static ListedRun of(RunView run) {
    return new ListedRun(
        run.instance(),
        run.service(),
        run.run(),
        run.pid(),
        run.state(),
        run.since(),
        run.restarts(),
        run.lastExit(),
        run.trouble(),
        run.metrics());
  }

  /** From an instance of the collector's {@code services}. */
  static ListedRun of(JsonNode instance) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    instance
        .path("latest")
        .properties()
        .forEach(entry -> metrics.put(entry.getKey(), entry.getValue().asDouble()));
    return new ListedRun(
        instance.path("instance").asText(),
        instance.path("service").asText(),
        instance.path("run").asText(),
        instance.path("pid").asLong(),
        instance.path("state").asText(),
        instance.path("since").asLong(),
        null,
        null,
        null,
        metrics);
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("instance", instance);
    json.put("service", service);
    json.put("run", run);
    json.put("pid", pid);
    json.put("state", state);
    json.put("since", since);
    json.put("restarts", restarts);
    json.put("lastExit", lastExit);
    json.put("trouble", trouble);
    json.put("metrics", metrics);
    return json;
  }

  List<String> cells(long now) {
    Double live = metrics.get(Metric.HEAP_LIVE);
    Double max = metrics.get(Metric.HEAP_MAX);
    return List.of(
        instance,
        state,
        Printed.duration(now - since),
        Long.toString(pid),
        live == null ? "-" : Printed.bytes(live),
        live == null || max == null ? "-" : "%.0f %%".formatted(100 * live / max),
        bytes(Metric.RSS),
        count(Metric.REQUESTS_OUT),
        restarts == null ? "-" : restarts.toString());
  }

  private String bytes(String metric) {
    Double value = metrics.get(metric);
    return value == null ? "-" : Printed.bytes(value);
  }

  private String count(String metric) {
    Double value = metrics.get(metric);
    return value == null ? "-" : "%.0f".formatted(value);
  }
}
