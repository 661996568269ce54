package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.wire.reading.Latency;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Owner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tables once a second, and keeps who owned what for the next batch. A dear count of
 * many thousands is made less often and holds until the next.
 *
 * <p>Requests are reported from the first one on: in a service whose client or server is not one of
 * those woven, a zero would be invented.
 */
public final class HandleGauge implements Gauge {
  private static final long NANOS_PER_MS = 1_000_000;
  private static final long SHARE_OF_TIME = 200;
  private static final long LONGEST_HOLD_NANOS = 5_000_000_000L;

  /** Handles and requests that no table had room for, since the start; absent while it is 0. */
  private static final String UNTRACKED = "agent.untracked";

  /** What the kernel keeps open for the process. */
  private static final Set<String> OF_THE_KERNEL =
      Set.of(Kind.SOCKET, Kind.LISTENER, Kind.FILE, Kind.PIPE, Kind.SELECTOR, Kind.CHILD);

  private final String run;
  private final HandleTables tables;
  private final Supplier<Map<Integer, Long>> listeners;
  private final UnseenSockets unseen;
  private final Pools pools;
  private final ThreadNames threads = new ThreadNames();
  private volatile boolean woven;
  private volatile List<Owner> owners = List.of();
  private long walks;
  private long walkAt;
  private long handles;
  private long oldestRequest;

  /**
   * Has counted nothing yet.
   *
   * @param listeners ports listened on, with the epoch milliseconds since when
   * @param unseen sockets that no woven class has opened
   */
  public HandleGauge(
      String run,
      HandleTables tables,
      Supplier<Map<Integer, Long>> listeners,
      UnseenSockets unseen) {
    this.run = run;
    this.tables = tables;
    this.listeners = listeners;
    this.unseen = unseen;
    this.pools = new Pools(tables.polled());
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
    long start = System.nanoTime();
    if (walks == 0 || start - walkAt >= 0) {
      walk(start, reading.get(Metric.SOCKETS));
      long cost = System.nanoTime() - start;
      walkAt = start + Math.min(LONGEST_HOLD_NANOS, cost * SHARE_OF_TIME);
    }
    tables.budget().refill();
    if (woven) {
      reading.put(Metric.HANDLES, handles);
      readRequests(reading);
      tables.slowConnects().tell(reading);
    }
  }

  private void walk(long now, @Nullable Double sockets) {
    Census census = new Census(++walks, now);
    OwnerRows rows = new OwnerRows(run);
    handles = 0;
    oldestRequest = -1;
    if (woven) {
      tables.handles().forEach(census::count);
      tables.children().forEach(census);
      tables.calls().forEach(census::count);
      tables.exchanges().forEach(census::count);
      pools.count(census, rows);
      long seen = 0;
      for (Holder holder : census.found()) {
        add(holder, now, rows);
        seen += holder.kind().equals(Kind.SOCKET) ? holder.counted() : 0;
      }
      if (sockets != null) {
        handles += unseen.count(now, sockets.longValue() - seen, rows);
      }
      tables.naming().all().forEach(holders -> refresh(holders, census, rows));
    }
    addListeners(rows);
    threads.count(now, rows);
    owners = rows.rows();
  }

  private void add(Holder holder, long now, OwnerRows rows) {
    long age = Math.max(0, (now - holder.oldestNanos()) / NANOS_PER_MS);
    rows.add(
        holder.kind(),
        holder.name(),
        holder.frame(),
        holder.counted(),
        age,
        holder.latency(now),
        null);
    if (OF_THE_KERNEL.contains(holder.kind())) {
      handles += holder.counted();
    } else if (holder.kind().startsWith("request")) {
      oldestRequest = Math.max(oldestRequest, age);
    }
  }

  /** Whoever holds nothing now may have had requests that ended lately. */
  private static void refresh(Holders holders, Census census, OwnerRows rows) {
    holders.tidy(census.now());
    holders.forEach(
        holder -> {
          if (!census.grant(holder)) {
            Latency latency = holder.latency(census.now());
            if (latency != null) {
              rows.add(holder.kind(), holder.name(), null, 0, 0, latency, null);
            }
          }
        });
  }

  /** The kernel knows those, too, that no woven class has bound. */
  private void addListeners(OwnerRows rows) {
    long now = System.currentTimeMillis();
    listeners
        .get()
        .forEach(
            (port, since) -> {
              String name = ":" + port;
              if (!rows.has(Kind.LISTENER, name)) {
                rows.add(Kind.LISTENER, name, null, 1, Math.max(0, now - since));
                handles++;
              }
            });
  }

  private void readRequests(Reading reading) {
    if (tables.calls().everUsed()) {
      reading.put(Metric.REQUESTS_OUT, tables.calls().size());
    }
    if (tables.exchanges().everUsed()) {
      reading.put(Metric.REQUESTS_IN, tables.exchanges().size());
    }
    if (oldestRequest >= 0) {
      reading.put(Metric.REQUESTS_OLDEST, oldestRequest);
    }
    long leftOut =
        tables.handles().leftOut() + tables.calls().leftOut() + tables.exchanges().leftOut();
    if (leftOut > 0) {
      reading.put(UNTRACKED, leftOut);
    }
  }
}
