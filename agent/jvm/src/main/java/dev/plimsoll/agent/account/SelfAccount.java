package dev.plimsoll.agent.account;

import dev.plimsoll.agent.guest.OwnFiles;
import dev.plimsoll.agent.guest.OwnSockets;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.reading.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The agent's bill: {@code agent.cpu} (fraction of one core) and {@code agent.cpu.ROLE} of each of
 * its threads, {@code agent.alloc} (bytes a second), {@code agent.threads}, {@code agent.queue}
 * (items waiting for the collector), {@code agent.dropped} (items lost since the start), {@code
 * agent.errors} (since the start), {@code agent.fds} and {@code agent.sockets} (its own, open now),
 * {@code agent.off} (features switched off to save).
 */
public final class SelfAccount implements Gauge {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long NANOS_PER_MS = 1_000_000;

  private final ThreadUse threads;
  private final Outbox queue;
  private final Economy economy;
  private final LongSupplier clock;
  private volatile Map<String, Long> allocByRole = Map.of();

  /**
   * Nothing read yet.
   *
   * @param recorder threads of Flight Recorder that work for us alone, if any
   * @param order what is switched off first comes first
   */
  public SelfAccount(
      Budget budget,
      List<Feature> order,
      Supplier<Collection<? extends Thread>> recorder,
      Outbox queue,
      EconomyNews news) {
    this.threads = new ThreadUse(recorder);
    this.queue = queue;
    this.economy =
        new Economy(budget, order, (f, on, cpu, alloc) -> news.tell(f, on, cpu, alloc, budget));
    this.clock = () -> System.nanoTime() / NANOS_PER_MS;
  }

  @Override
  public void read(Reading reading) {
    readThreads(reading);
    reading.put("agent.queue", queue.size());
    reading.put("agent.dropped", queue.dropped());
    reading.put("agent.errors", Trouble.count());
    reading.put("agent.sockets", OwnSockets.count());
    reading.put("agent.fds", (long) OwnSockets.count() + OwnFiles.count());
    reading.put("agent.off", economy.off());
  }

  /**
   * Owners of kind {@code agent-thread}: bytes that each of our threads allocated in the last
   * second.
   */
  public List<Owner> owners(String run) {
    List<Owner> rows = new ArrayList<>();
    allocByRole.forEach(
        (role, bytes) -> rows.add(Owner.sized(run, "agent-thread", role, null, 1, bytes)));
    return rows;
  }

  private void readThreads(Reading reading) {
    Map<String, Double> cpuByRole = new TreeMap<>();
    Map<String, Long> bytesByRole = new HashMap<>();
    long cpuNanos = 0;
    long bytes = 0;
    List<ThreadUse.Growth> growth = threads.growth();
    for (ThreadUse.Growth thread : growth) {
      cpuNanos += thread.cpuNanos();
      bytes += thread.bytes();
      cpuByRole.merge(thread.role(), (double) thread.cpuNanos(), Double::sum);
      bytesByRole.merge(thread.role(), thread.bytes(), Long::sum);
    }
    reading.put("agent.threads", growth.size());
    if (reading.elapsedNanos() <= 0) {
      return;
    }
    double elapsed = reading.elapsedNanos();
    double cpu = cpuNanos / elapsed;
    double alloc = bytes * NANOS_PER_SECOND / elapsed;
    reading.put("agent.cpu", cpu);
    reading.put("agent.alloc", alloc);
    cpuByRole.forEach((role, nanos) -> reading.put("agent.cpu." + role, nanos / elapsed));
    allocByRole = bytesByRole;
    economy.take(cpu, alloc, clock.getAsLong());
  }
}
