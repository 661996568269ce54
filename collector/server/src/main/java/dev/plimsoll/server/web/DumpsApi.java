package dev.plimsoll.server.web;

import dev.plimsoll.server.dumps.DumpDesk;
import dev.plimsoll.server.dumps.Piece;
import dev.plimsoll.server.dumps.Receipt;
import dev.plimsoll.store.DumpRecord;
import dev.plimsoll.store.Dumps;
import dev.plimsoll.store.RunRecord;
import dev.plimsoll.store.Store;
import dev.plimsoll.wire.run.Identity;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Heap dumps: the catalogue, the files, and the way in. */
final class DumpsApi {
  private static final long LARGEST_PIECE = 64L << 20;

  private final Store store;
  private final DumpDesk dumps;
  private final long largestDump;

  DumpsApi(Store store, DumpDesk dumps, long largestDump) {
    this.store = store;
    this.dumps = dumps;
    this.largestDump = largestDump;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/dumps", this::list);
    routes.get("/api/v1/dumps/{id}", ctx -> Answers.json(ctx, 200, json(dump(ctx))));
    routes.get("/api/v1/dumps/{id}/summary", this::summary);
    routes.get("/api/v1/dumps/{id}/file", this::download);
    routes.put("/api/v1/dumps/{id}/file", this::upload);
  }

  private void list(Context ctx) {
    Params params = new Params(ctx);
    Dumps.Query query =
        new Dumps.Query(
            params.text("run"),
            params.text("service"),
            params.limit(50, 500),
            params.text("cursor"));
    Answers.page(ctx, Params.withCursor(() -> store.dumps().list(query)), this::json);
  }

  private void summary(Context ctx) throws IOException {
    DumpRecord dump = dump(ctx);
    Path summary =
        dumps
            .summary(dump)
            .orElseThrow(
                () -> ProblemException.notFound("dump " + dump.id() + " has no summary yet"));
    ctx.contentType("application/json").result(Files.readAllBytes(summary));
  }

  private void download(Context ctx) throws IOException {
    DumpRecord dump = dump(ctx);
    Path file =
        dumps
            .file(dump)
            .orElseThrow(() -> ProblemException.notFound("dump " + dump.id() + " is not here yet"));
    String name = (dump.instance() + "-" + dump.id()).replaceAll("[^A-Za-z0-9._-]", "-");
    ctx.disableCompression();
    ctx.contentType("application/octet-stream")
        .header("Content-Length", Long.toString(Files.size(file)))
        .header(
            "Content-Disposition",
            "attachment; filename=\"" + name + "." + dump.format() + ending(dump) + "\"")
        .result(Files.newInputStream(file));
  }

  private String ending(DumpRecord dump) throws IOException {
    return dumps.isPacked(dump) ? ".gz" : "";
  }

  private void upload(Context ctx) throws IOException {
    ContentRange range = ContentRange.parse(ctx.header("Content-Range"));
    if (range.length() > LARGEST_PIECE || range.total() > largestDump) {
      Bodies.throwAway(ctx);
      throw ProblemException.of(
          413, "a piece may have %d bytes and a dump %d".formatted(LARGEST_PIECE, largestDump));
    }
    Piece piece =
        new Piece(
            ctx.pathParam("id"),
            ctx.header("Plimsoll-Run"),
            range.from(),
            range.length(),
            range.total(),
            ctx.header("Plimsoll-Sha256"),
            ctx.req().getInputStream());
    Receipt receipt = dumps.take(piece, run(piece.run()));
    if (receipt instanceof Receipt.Taken taken) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("received", taken.received());
      json.put("state", taken.state());
      Bodies.throwAway(ctx);
      Answers.json(ctx, 200, json);
    } else {
      Bodies.throwAway(ctx);
      refuse(ctx, receipt);
    }
  }

  private static void refuse(Context ctx, Receipt receipt) {
    if (receipt instanceof Receipt.Elsewhere elsewhere) {
      String detail = "the piece must begin at " + elsewhere.received();
      Map<String, Object> problem = ProblemException.json(409, detail);
      problem.put("received", elsewhere.received());
      Answers.problem(ctx, 409, problem);
    } else if (receipt instanceof Receipt.Unknown unknown) {
      throw ProblemException.notFound(unknown.why());
    } else if (receipt instanceof Receipt.NoRoom noRoom) {
      throw ProblemException.of(507, noRoom.why());
    } else if (receipt instanceof Receipt.Refused refused) {
      throw ProblemException.of(422, refused.why());
    }
  }

  private Optional<Identity> run(@Nullable String id) {
    return id == null ? Optional.empty() : store.runs().find(id).map(RunRecord::identity);
  }

  private DumpRecord dump(Context ctx) {
    String id = ctx.pathParam("id");
    return dumps.find(id).orElseThrow(() -> ProblemException.notFound("there is no dump " + id));
  }

  /** Null for a plain file, and for one that cannot be looked at. */
  private @Nullable String packing(DumpRecord dump) {
    try {
      return dumps.isPacked(dump) ? "gzip" : null;
    } catch (IOException e) {
      return null;
    }
  }

  private Map<String, @Nullable Object> json(DumpRecord dump) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", dump.id());
    json.put("run", dump.run());
    json.put("service", dump.service());
    json.put("instance", dump.instance());
    json.put("at", dump.at());
    json.put("reason", dump.reason());
    json.put("format", dump.format());
    json.put("bytes", dump.bytes());
    json.put("sha256", dump.sha256());
    json.put("state", dump.state().wireName());
    json.put("method", dump.method());
    json.put("compression", packing(dump));
    json.put("redacted", dump.redacted());
    json.put("pauseMs", dump.pauseMs());
    json.put("received", dumps.received(dump));
    json.put("error", dump.error());
    return json;
  }
}
