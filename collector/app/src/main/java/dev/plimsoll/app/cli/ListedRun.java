package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.supervisor.instance.RunView;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.run.Lines;
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
    Map<String, Double> metrics,
    Lines lines) {
  static final List<String> HEADINGS =
      List.of(
          "INSTANCE",
          "STATE",
          "SINCE",
          "PID",
          "LIVE",
          "OF MAX",
          "RSS",
          "EXTERNAL",
          "REQUESTS",
          "GC",
          "RESTARTS");

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
        run.metrics(),
        run.lines());
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
        metrics,
        Lines.DEFAULT);
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
        bytes(Metric.EXTERNAL),
        requests(),
        metrics.containsKey(Metric.GC_CPU) ? percent(metrics.get(Metric.GC_CPU)) : "-",
        restarts == null ? "-" : restarts.toString());
  }

  private String bytes(String metric) {
    Double value = metrics.get(metric);
    return value == null ? "-" : Printed.bytes(value);
  }

  /** In flight, out of the process and into it; "-" if neither is known. */
  String requests() {
    Double out = metrics.get(Metric.REQUESTS_OUT);
    Double in = metrics.get(Metric.REQUESTS_IN);
    if (out == null && in == null) {
      return "-";
    }
    return "%.0f".formatted((out == null ? 0 : out) + (in == null ? 0 : in));
  }

  /** Live heap as a fraction of max heap; null where either is unknown. */
  @Nullable Double depth() {
    Double live = metrics.get(Metric.HEAP_LIVE);
    Double max = metrics.get(Metric.HEAP_MAX);
    return live == null || max == null || max <= 0 ? null : live / max;
  }

  private static String percent(double fraction) {
    return "%.1f %%".formatted(100 * fraction);
  }
}
