package dev.plimsoll.server.web;

import dev.plimsoll.server.ingest.Ingest;
import dev.plimsoll.server.ingest.MalformedBatchException;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** {@code POST /api/v1/ingest}. */
final class IngestApi {
  private final Ingest ingest;
  private final Bodies bodies;

  IngestApi(Ingest ingest, Bodies bodies) {
    this.ingest = ingest;
    this.bodies = bodies;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/api/v1/ingest", this::take);
  }

  private void take(Context ctx) throws IOException {
    JsonObject body = bodies.json(ctx);
    try {
      Answers.json(ctx, 200, ingest.take(Batch.from(body)).toJson());
    } catch (MalformedMessageException e) {
      throw ProblemException.at(400, MalformedPath.of(e), String.valueOf(e.getMessage()));
    } catch (MalformedBatchException e) {
      throw ProblemException.at(400, e.path(), String.valueOf(e.getMessage()));
    }
  }
}
