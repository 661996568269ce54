package dev.plimsoll.server.web;

import dev.plimsoll.server.fleet.Fleet;
import dev.plimsoll.server.fleet.FleetView;
import dev.plimsoll.server.fleet.RunJson;
import dev.plimsoll.server.policy.PolicyBook;
import dev.plimsoll.store.RunRecord;
import dev.plimsoll.store.RunState;
import dev.plimsoll.store.Runs;
import dev.plimsoll.store.Store;
import dev.plimsoll.wire.reading.Owner;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Services, runs and owners. */
final class FleetApi {
  private final Store store;
  private final Fleet fleet;
  private final PolicyBook policies;
  private final FleetView view;
  private final Clock clock;

  FleetApi(Store store, Fleet fleet, PolicyBook policies, Clock clock) {
    this.store = store;
    this.fleet = fleet;
    this.policies = policies;
    this.view = new FleetView(fleet, policies::lines);
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/services", this::services);
    routes.get("/api/v1/runs", this::runs);
    routes.get("/api/v1/runs/{id}", this::run);
    routes.get("/api/v1/owners", this::owners);
  }

  private void services(Context ctx) {
    Answers.list(ctx, fleet.holding(() -> view.services(clock.millis())), null);
  }

  private void runs(Context ctx) {
    Params params = new Params(ctx);
    Runs.Query query =
        new Runs.Query(
            params.text("service"),
            params.text("instance"),
            state(params.text("state")),
            params.limit(50, 500),
            params.text("cursor"));
    Answers.page(ctx, Params.withCursor(() -> store.runs().list(query)), this::json);
  }

  private void run(Context ctx) {
    String id = ctx.pathParam("id");
    RunRecord run =
        store.runs().find(id).orElseThrow(() -> ProblemException.notFound("there is no run " + id));
    Answers.json(ctx, 200, json(run));
  }

  private void owners(Context ctx) {
    String run = new Params(ctx).required("run");
    if (store.runs().find(run).isEmpty()) {
      throw ProblemException.notFound("there is no run " + run);
    }
    Answers.list(
        ctx, fleet.holding(() -> fleet.owners(run)).stream().map(Owner::toJson).toList(), null);
  }

  /** From memory what is there, for it is newer; the rest from the store. */
  private Map<String, @Nullable Object> json(RunRecord record) {
    return fleet
        .holding(() -> fleet.find(record.id()).map(view::run))
        .orElseGet(
            () ->
                RunJson.of(
                    record,
                    policies.lines(record.identity()),
                    store.timeline().latest(record.id()).orElse(null)));
  }

  private static @Nullable RunState state(@Nullable String name) {
    try {
      return name == null ? null : RunState.ofWireName(name);
    } catch (IllegalArgumentException e) {
      throw ProblemException.at(400, "state", String.valueOf(e.getMessage()));
    }
  }
}
