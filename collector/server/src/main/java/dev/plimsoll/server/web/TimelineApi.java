package dev.plimsoll.server.web;

import dev.plimsoll.store.Series;
import dev.plimsoll.store.Store;
import dev.plimsoll.store.Timeline;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** {@code GET /api/v1/timeline}. */
final class TimelineApi {
  private static final int USUAL_POINTS = 600;
  private static final int MOST_POINTS = 5000;

  /** Samples come once a second: finer steps would only be holes. */
  private static final long FINEST_STEP_MS = 1000;

  private final Store store;

  TimelineApi(Store store) {
    this.store = store;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/timeline", this::read);
  }

  private void read(Context ctx) {
    Params params = new Params(ctx);
    String run = params.required("run");
    if (store.runs().find(run).isEmpty()) {
      throw ProblemException.notFound("there is no run " + run);
    }
    int points = (int) params.number("points", USUAL_POINTS, 1, MOST_POINTS);
    var span = store.timeline().span(run);
    long from = params.time("from", span.map(Timeline.Span::from).orElse(0L));
    long to = params.time("to", span.map(Timeline.Span::to).orElse(from));
    if (to < from) {
      throw ProblemException.at(400, "to", "to must not be before from");
    }
    long step = step(from, to, points);
    long alignedFrom = from / step * step;
    Timeline.Query query = new Timeline.Query(run, params.names("metrics"), alignedFrom, to, step);
    boolean nothing = span.isEmpty() && params.text("from") == null;
    Answers.json(
        ctx,
        200,
        json(
            query, nothing ? 0 : query.steps(), nothing ? Map.of() : store.timeline().read(query)));
  }

  /** The smallest whole second whose aligned steps cover the range in so many points. */
  static long step(long from, long to, int points) {
    long step = Math.max(1, (to - from) / points / FINEST_STEP_MS) * FINEST_STEP_MS;
    while (to / step - from / step + 1 > points) {
      step += FINEST_STEP_MS;
    }
    return step;
  }

  private static Map<String, Object> json(
      Timeline.Query query, int steps, Map<String, Series> series) {
    List<Long> times = new ArrayList<>(steps);
    for (int i = 0; i < steps; i++) {
      times.add(query.from() + i * query.step());
    }
    Map<String, Object> byMetric = new LinkedHashMap<>();
    series.forEach((name, values) -> byMetric.put(name, json(values)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", query.run());
    json.put("from", query.from());
    json.put("to", query.to());
    json.put("step", query.step());
    json.put("resolution", "raw");
    json.put("times", times);
    json.put("series", byMetric);
    return json;
  }

  private static Map<String, Object> json(Series series) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("min", values(series, series::min));
    json.put("max", values(series, series::max));
    json.put("avg", values(series, step -> Math.rint(series.avg(step) * 1000) / 1000));
    json.put("last", values(series, series::last));
    return json;
  }

  /** NaN, which is nothing recorded, is written as null. */
  private static List<Double> values(Series series, IntToDoubleFunction value) {
    List<Double> values = new ArrayList<>(series.steps());
    for (int i = 0; i < series.steps(); i++) {
      values.add(value.applyAsDouble(i));
    }
    return values;
  }
}
