package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Owner;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counts the tables once a second, and keeps who owned what for the next batch.
 *
 * <p>Requests are reported from the first one on: in a service whose client or server is not one of
 * those woven, a zero would be invented.
 */
public final class HandleGauge implements Gauge {
  private static final long NANOS_PER_MS = 1_000_000;

  private final String run;
  private final HandleTables tables;
  private final Supplier<Map<Integer, Long>> listeners;
  private volatile boolean woven;
  private volatile List<Owner> owners = List.of();

  /**
   * Has counted nothing yet.
   *
   * @param listeners ports listened on, with the epoch milliseconds since when
   */
  public HandleGauge(String run, HandleTables tables, Supplier<Map<Integer, Long>> listeners) {
    this.run = run;
    this.tables = tables;
    this.listeners = listeners;
  }

  /** The tables are being filled from now on; before, their emptiness means nothing. */
  public void woven() {
    woven = true;
  }

  /** Owners as of the last sample, the biggest first. */
  public List<Owner> owners() {
    return owners;
  }

  @Override
  public void read(Reading reading) {
    long now = System.nanoTime();
    Map<Integer, Long> ports = listeners.get();
    OwnerCounts counts = new OwnerCounts(run);
    ports.forEach(
        (port, since) ->
            counts.add("listener", ":" + port, Math.max(0, System.currentTimeMillis() - since)));
    if (woven) {
      tables
          .sockets()
          .forEach(held -> counts.add("socket", held.owner(), age(now, held.sinceNanos())));
      reading.put(Metric.HANDLES, (long) tables.sockets().size() + ports.size());
      readRequests(reading, counts, now);
    }
    owners = counts.owners();
  }

  private void readRequests(Reading reading, OwnerCounts counts, long now) {
    tables
        .requests()
        .forEach(
            request ->
                counts.addRequest("request-out", request.owner(), age(now, request.sinceNanos())));
    tables
        .exchanges()
        .forEach(
            held -> counts.addRequest("request-in", held.owner(), age(now, held.sinceNanos())));
    if (tables.requests().everSeen()) {
      reading.put(Metric.REQUESTS_OUT, tables.requests().size());
    }
    if (tables.exchangesSeen()) {
      reading.put(Metric.REQUESTS_IN, tables.exchanges().size());
    }
    if (counts.oldestRequestMs() >= 0) {
      reading.put(Metric.REQUESTS_OLDEST, counts.oldestRequestMs());
    }
  }

  private static long age(long now, long since) {
    return Math.max(0, (now - since) / NANOS_PER_MS);
  }
}
