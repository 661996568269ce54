package dev.plimsoll.server.web;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import io.javalin.http.Context;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads JSON bodies without trusting their size. */
final class Bodies {
  static final long MOST_ON_THE_WIRE = 8L << 20;
  static final long MOST_UNPACKED = 32L << 20;

  private static final int LARGE_BODIES_AT_A_TIME = 2;
  private static final String TOO_LARGE =
      "a batch may have 8 MiB as sent and 32 MiB unpacked; send it in smaller batches";

  /** What is read and thrown away so that a sender in the middle of its body sees our answer. */
  private static final long MOST_THROWN_AWAY = 64L << 20;

  private final Semaphore largeBodies = new Semaphore(LARGE_BODIES_AT_A_TIME);

  /** The body as one JSON object. */
  JsonObject json(Context ctx) throws IOException {
    if (ctx.req().getContentLengthLong() > MOST_ON_THE_WIRE) {
      throwAway(ctx);
      throw ProblemException.of(413, TOO_LARGE);
    }
    try (InputStream in = unpacked(ctx)) {
      return Json.readObject(in);
    } catch (MalformedMessageException e) {
      throw ProblemException.at(400, MalformedPath.of(e), String.valueOf(e.getMessage()));
    } catch (RefusedBodyException e) {
      throwAway(ctx);
      throw ProblemException.of(e.status(), String.valueOf(e.getMessage()));
    } catch (ZipException | EOFException e) {
      throw ProblemException.of(400, "the body is not whole gzip: " + e.getMessage());
    }
  }

  /** Reads what is left of the body, within reason, without keeping it. */
  static void throwAway(Context ctx) throws IOException {
    boolean waitsForOurWord = "100-continue".equalsIgnoreCase(ctx.header("Expect"));
    if (waitsForOurWord || ctx.req().getContentLengthLong() > MOST_THROWN_AWAY) {
      ctx.header("Connection", "close");
      return;
    }
    InputStream in = ctx.req().getInputStream();
    byte[] buffer = new byte[64 * 1024];
    long thrown = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      thrown += read;
      if (thrown > MOST_THROWN_AWAY) {
        ctx.header("Connection", "close");
        return;
      }
    }
  }

  private InputStream unpacked(Context ctx) throws IOException {
    InputStream wire =
        new BoundedInputStream(ctx.req().getInputStream(), MOST_ON_THE_WIRE, TOO_LARGE);
    return new JsonInputStream(decoded(ctx, wire), MOST_UNPACKED, TOO_LARGE, largeBodies);
  }

  private static InputStream decoded(Context ctx, InputStream wire) throws IOException {
    String encoding = ctx.header("Content-Encoding");
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return wire;
    }
    if (encoding.toLowerCase(Locale.ROOT).equals("gzip")) {
      return new GZIPInputStream(wire, 8192);
    }
    throw ProblemException.of(415, "the body may be gzip or plain, not " + encoding);
  }
}
