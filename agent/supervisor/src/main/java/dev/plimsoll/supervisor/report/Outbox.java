package dev.plimsoll.supervisor.report;

import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.run.Identity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * What the collector has not acknowledged yet; bounded, oldest lost first and counted. Thread-safe.
 */
final class Outbox {
  private static final int MAX_EVENTS = 1000;

  /** What the collector takes in one piece is about 1 MiB; identities come on top of this. */
  private static final int MAX_BATCH_CHARS = 900_000;

  private record Item(Event event, Identity identity, int chars) {}

  private final String sender;
  private final Deque<Item> items = new ArrayDeque<>();
  private final Map<String, CommandStatus> statuses = new LinkedHashMap<>();
  private final Numbers numbers;
  private long dropped;
  private int maxEvents = MAX_EVENTS;
  private boolean urgent;
  private boolean closed;

  Outbox(String sender, Numbers numbers) {
    this.numbers = numbers;
    this.sender = sender;
  }

  /**
   * Keeps an event until it is acknowledged.
   *
   * @param event made with the number it gets
   * @param sendNow whether the collector should know at once
   */
  synchronized void add(Identity identity, LongFunction<Event> event, boolean sendNow) {
    Event numbered = event.apply(numbers.next());
    items.addLast(new Item(numbered, identity, Json.line(numbered.toJson()).length()));
    if (items.size() > MAX_EVENTS) {
      items.removeFirst();
      dropped++;
    }
    if (sendNow) {
      hurry();
    }
  }

  /** The newest status of a command stands for those before it. */
  synchronized void add(CommandStatus status) {
    statuses.put(status.id(), status);
    hurry();
  }

  private void hurry() {
    urgent = true;
    notifyAll();
  }

  /** Ends all waiting, now and from now on. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Waits until something is urgent or the box is closed, at most for the time. */
  synchronized void awaitUrgency(Duration atMost) throws InterruptedException {
    awaitUntil(() -> urgent || closed, atMost);
    urgent = false;
  }

  /** Waits until the box is closed, at most for the time. */
  synchronized void awaitClose(Duration atMost) throws InterruptedException {
    awaitUntil(() -> closed, atMost);
  }

  private synchronized void awaitUntil(BooleanSupplier condition, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  synchronized boolean isEmpty() {
    return items.isEmpty() && statuses.isEmpty();
  }

  /**
   * The oldest of what is there.
   *
   * @param living runs that are kept now; those the events are of are added
   */
  synchronized Batch next(List<Identity> living) {
    Map<String, Identity> runs = new LinkedHashMap<>();
    List<Event> events = new ArrayList<>();
    int chars = 0;
    for (Item item : items) {
      chars += item.chars();
      if (!events.isEmpty() && (events.size() >= maxEvents || chars > MAX_BATCH_CHARS)) {
        break;
      }
      events.add(item.event());
      runs.put(item.identity().run(), item.identity());
    }
    living.forEach(identity -> runs.put(identity.run(), identity));
    return new Batch(
        Batch.PROTOCOL,
        sender,
        List.copyOf(runs.values()),
        List.of(),
        events,
        List.of(),
        List.copyOf(statuses.values()),
        dropped);
  }

  synchronized void acknowledged(Batch sent, long ack) {
    items.removeIf(item -> item.event().seq() <= ack);
    sent.commands().forEach(status -> statuses.remove(status.id(), status));
    maxEvents = MAX_EVENTS;
    urgent |= !items.isEmpty() && sent.events().stream().anyMatch(event -> event.seq() <= ack);
  }

  /**
   * Gives up a batch that the collector does not understand, so that the next ones get through.
   *
   * @return whether there was anything to give up
   */
  synchronized boolean giveUp(Batch sent) {
    int before = items.size();
    items.removeIf(item -> sent.events().contains(item.event()));
    dropped += before - items.size();
    sent.commands().forEach(status -> statuses.remove(status.id(), status));
    return !sent.events().isEmpty() || !sent.commands().isEmpty();
  }

  /**
   * Halves the next batch; an event that is too large by itself is given up.
   *
   * @return whether the next batch is smaller
   */
  synchronized boolean shrink(Batch sent) {
    if (sent.events().size() <= 1) {
      return giveUp(sent);
    }
    maxEvents = sent.events().size() / 2;
    return true;
  }
}
