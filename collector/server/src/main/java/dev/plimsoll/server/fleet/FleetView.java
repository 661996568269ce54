package dev.plimsoll.server.fleet;

import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.RunState;
import dev.plimsoll.store.Timeline;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fleet as the start page shows it: services, and in each its instances. */
public final class FleetView {
  private static final int SPARK_POINTS = 60;
  private static final long SPARK_STEP_MS = RecentLive.SPAN_MS / SPARK_POINTS;

  /** Slopes are read from this long: shorter is noise, longer is yesterday's load. */
  private static final long FORECAST_FROM_MS = 3 * 60_000;

  private final Fleet fleet;
  private final Function<Identity, Lines> lines;

  public FleetView(Fleet fleet, Function<Identity, Lines> lines) {
    this.fleet = fleet;
    this.lines = lines;
  }

  /** By name of service, then of instance, then of host: an order that does not jump. */
  public List<Map<String, Object>> services(long now) {
    Map<String, List<Map<String, @Nullable Object>>> byService = new TreeMap<>();
    List<Instance> ordered = new ArrayList<>(fleet.instances());
    ordered.sort(
        Comparator.comparing((Instance each) -> each.key().instance().length())
            .thenComparing(each -> each.key().instance())
            .thenComparing(each -> each.key().host()));
    for (Instance instance : ordered) {
      byService
          .computeIfAbsent(instance.key().service(), unused -> new ArrayList<>())
          .add(instance(instance, now));
    }
    List<Map<String, Object>> services = new ArrayList<>();
    byService.forEach(
        (name, instances) -> {
          Map<String, Object> service = new LinkedHashMap<>();
          service.put("name", name);
          service.put("instances", instances);
          services.add(service);
        });
    return services;
  }

  public Map<String, @Nullable Object> run(LiveRun run) {
    return RunJson.of(run.record(), lines.apply(run.identity()), run.latest());
  }

  private Map<String, @Nullable Object> instance(Instance instance, long now) {
    LiveRun run = instance.current();
    Identity identity = run.identity();
    Lines loadLines = lines.apply(identity);
    Timeline.Reading latest = run.latest();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("instance", identity.instance());
    json.put("service", identity.service());
    json.put("host", identity.host());
    json.put("runtime", identity.runtime());
    json.put("version", identity.version());
    json.put("state", run.state().wireName());
    json.put("since", run.record().since());
    json.put("run", run.id());
    json.put("pid", identity.pid());
    json.put("lines", loadLines.toJson());
    json.put("latest", latest == null ? Map.of() : latest.metrics());
    json.put("latestAt", latest == null ? null : latest.at());
    json.put("forecastMs", forecast(run, loadLines, now));
    json.put("spark", spark(instance, now));
    json.put("lastEvent", lastEvent(instance.lastEvent()));
    json.put("runs", instance.runsEver());
    json.put("level", level(instance, run, loadLines));
    return json;
  }

  private static @Nullable Long forecast(LiveRun run, Lines lines, long now) {
    Timeline.Reading latest = run.latest();
    Double max = latest == null ? null : latest.metrics().get(Metric.HEAP_MAX);
    if (max == null || run.state().ended() || run.state() == RunState.LOST) {
      return null;
    }
    List<Forecast.Point> points = run.recent().since(now - FORECAST_FROM_MS);
    var until = Forecast.untilReaches(points, max * lines.restart(), now);
    return until.isPresent() ? until.getAsLong() : null;
  }

  /** Of all runs of the instance, so that a replacement shows as the fall it is. */
  private static Map<String, Object> spark(Instance instance, long now) {
    long to = Math.floorDiv(now, SPARK_STEP_MS) * SPARK_STEP_MS + SPARK_STEP_MS;
    long from = to - RecentLive.SPAN_MS;
    List<@Nullable Double> live = new ArrayList<>();
    List<LiveRun> runs = new ArrayList<>(instance.runs());
    runs.sort(Comparator.comparingLong(run -> run.identity().startedAt()));
    for (LiveRun run : runs) {
      List<@Nullable Double> ofRun = run.recent().fractions(from, SPARK_STEP_MS, SPARK_POINTS);
      for (int i = 0; i < SPARK_POINTS; i++) {
        if (live.size() <= i) {
          live.add(ofRun.get(i));
        } else if (ofRun.get(i) != null) {
          live.set(i, ofRun.get(i));
        }
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", from);
    json.put("step", SPARK_STEP_MS);
    json.put("live", live);
    return json;
  }

  private static @Nullable Map<String, Object> lastEvent(@Nullable JournalEntry event) {
    if (event == null) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", event.at());
    json.put("kind", event.kind());
    json.put("text", event.text());
    return json;
  }

  private static String level(Instance instance, LiveRun run, Lines lines) {
    double fraction = fraction(run);
    boolean over = !run.state().ended() && fraction >= lines.dump();
    boolean trouble =
        switch (run.state()) {
          case CRASHED, CRASH_LOOPING, LOST -> true;
          case STARTING, READY, DRAINING, STOPPED -> over || instance.lastReplaceFailed();
        };
    if (trouble) {
      return "trouble";
    }
    boolean watched =
        switch (run.state()) {
          case STARTING, DRAINING -> true;
          case READY -> fraction >= lines.warn();
          case STOPPED, CRASHED, CRASH_LOOPING, LOST -> false;
        };
    return watched ? "watched" : "fine";
  }

  /** Live heap of max heap; 0 while unknown. */
  private static double fraction(LiveRun run) {
    Timeline.Reading latest = run.latest();
    Double live = latest == null ? null : latest.metrics().get(Metric.HEAP_LIVE);
    Double max = latest == null ? null : latest.metrics().get(Metric.HEAP_MAX);
    return live == null || max == null || !(max > 0) ? 0 : live / max;
  }
}
