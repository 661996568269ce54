package dev.plimsoll.supervisor.report;

import dev.plimsoll.supervisor.blackbox.Delivery;
import dev.plimsoll.supervisor.instance.Journal;
import dev.plimsoll.supervisor.instance.Run;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a collector what happens to the runs, shows it every few seconds that the supervisor lives,
 * and brings back what it asks for. A collector that is away costs nothing but memory for events,
 * which is bounded.
 */
public final class Reporter implements Journal {
  private static final Duration FIRST_FLUSH = Duration.ofSeconds(1);
  private static final Duration SHORTEST_FLUSH = Duration.ofMillis(100);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** A collector that acknowledges nothing must not hold up the end. */
  private static final int LAST_BATCHES = 10;

  /** What somebody may be waiting for, or what others are about to be told. */
  private static final Set<EventKind> URGENT =
      EnumSet.of(EventKind.EXIT, EventKind.READY, EventKind.REPLACED, EventKind.REPLACE_FAILED);

  private final Outbox outbox;
  private final Deliveries deliveries = new Deliveries();
  private final Identities identities;
  private final CollectorClient client;
  private final Clock clock;
  private final Supplier<List<Run>> living;
  private final Consumer<Command> commands;
  private final Consumer<String> console;
  private final RetryDelay retry = new RetryDelay();
  private final Thread thread = new Thread(this::report, "plimsoll-report");
  private volatile boolean closing;
  private Duration flush = FIRST_FLUSH;
  private boolean lastFailed;

  /**
   * A reporter that says nothing until it is started.
   *
   * @param sender id of this supervisor
   * @param numbers of what it sends
   * @param living the runs it keeps now
   * @param commands takes what the collector asks for; must not block
   * @param console where trouble with the collector is told, once per change
   */
  public Reporter(
      String sender,
      Numbers numbers,
      URI collector,
      Clock clock,
      Supplier<List<Run>> living,
      Consumer<Command> commands,
      Consumer<String> console) {
    this.outbox = new Outbox(sender, numbers);
    this.identities = new Identities(sender, clock);
    this.client = new CollectorClient(collector);
    this.clock = clock;
    this.living = living;
    this.commands = commands;
    this.console = console;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void tell(Run run, EventKind kind, String text, Map<String, @Nullable Object> data) {
    long at = clock.millis();
    String id = UUID.randomUUID().toString();
    outbox.add(
        identities.of(run),
        seq -> new Event(seq, id, run.id(), at, kind.wireName(), text, data),
        URGENT.contains(kind));
  }

  public void tell(CommandStatus status) {
    outbox.add(status);
  }

  /** Has a dead run told of in its own name; after the events that were told before. */
  public void tell(Delivery delivery) {
    deliveries.add(delivery);
  }

  private void report() {
    try {
      while (!closing) {
        if (sent()) {
          sendDeliveries();
          outbox.awaitUrgency(flush);
        } else {
          outbox.awaitClose(retry.next());
        }
      }
      int left = LAST_BATCHES;
      while (left > 0 && !outbox.isEmpty() && sent()) {
        left--;
      }
      sendDeliveries();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The exit of a run goes first: of a run that is dead nothing is asked any more. */
  private void sendDeliveries() {
    if (outbox.isEmpty()) {
      deliveries.send(client);
    }
  }

  private boolean sent() {
    List<Identity> launched =
        living.get().stream().filter(run -> run.child() != null).map(identities::of).toList();
    Batch batch = outbox.next(launched);
    Answer answer = client.post(batch);
    if (answer instanceof Answer.Accepted accepted) {
      accepted(batch, accepted.reply());
      return true;
    }
    if (answer instanceof Answer.Malformed malformed) {
      tellOnce("the collector does not understand a batch of events: " + malformed.problem());
      return outbox.giveUp(batch);
    }
    if (answer instanceof Answer.TooLarge) {
      tellOnce("the collector wants smaller batches of events");
      return outbox.shrink(batch);
    }
    if (answer instanceof Answer.Unreachable unreachable) {
      tellOnce(
          "the collector does not answer (%s); events are kept and sent later"
              .formatted(unreachable.problem()));
    }
    return false;
  }

  private void tellOnce(String trouble) {
    if (!lastFailed) {
      lastFailed = true;
      console.accept(trouble);
    }
  }

  private void accepted(Batch batch, Reply reply) {
    outbox.acknowledged(batch, reply.ack());
    flush = between(SHORTEST_FLUSH, Duration.ofMillis(reply.flushMs()), HEARTBEAT);
    retry.reset();
    if (lastFailed) {
      lastFailed = false;
      console.accept("the collector takes events again");
    }
    if (!closing) {
      reply.commands().forEach(commands);
    }
  }

  private static Duration between(Duration least, Duration wanted, Duration most) {
    if (wanted.compareTo(least) < 0) {
      return least;
    }
    return wanted.compareTo(most) > 0 ? most : wanted;
  }

  /** Sends what is left, as far as the time allows, and ends. */
  public void close(Duration atMost) {
    closing = true;
    outbox.close();
    try {
      thread.join(Math.max(1, atMost.toMillis()));
      client.abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
