package dev.plimsoll.agent.ship;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.http.Answer;
import dev.plimsoll.agent.http.HttpLink;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.run.Identity;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends the outbox to the collector, one batch at a time, until each is acknowledged. */
public final class Shipper implements Runnable {
  static final String INGEST = "/api/v1/ingest";
  static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/json", "Content-Encoding", "gzip");
  private static final int MOST_ITEMS = 1_000;
  private static final int FEWEST_ITEMS = 10;
  private static final int MOST_BYTES = 1 << 20;
  private static final long FIRST_FLUSH_MS = 1_000;
  private static final long LONGEST_FLUSH_MS = 60_000;

  private final Identity identity;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Inbox.Handler handler;
  private final Supplier<List<Owner>> owners;
  private final LostRuns lostRuns;
  private final Consumer<Policy> policies;
  private final HttpLink link;
  private final Backoff backoff = new Backoff(Math::random);
  private int itemLimit = MOST_ITEMS;
  private long flushMs = FIRST_FLUSH_MS;
  private volatile boolean reached;

  public Shipper(
      URI collector,
      Identity identity,
      Outbox outbox,
      Inbox inbox,
      Inbox.Handler handler,
      Supplier<List<Owner>> owners,
      LostRuns lostRuns,
      Consumer<Policy> policies) {
    this.link = new HttpLink(collector);
    this.identity = identity;
    this.outbox = outbox;
    this.inbox = inbox;
    this.handler = handler;
    this.owners = owners;
    this.lostRuns = lostRuns;
    this.policies = policies;
  }

  /** Runs until the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        outbox.awaitTime(flushMs);
        reached = flush();
        lostRuns.look(reached);
        if (reached) {
          backoff.reset();
        } else {
          outbox.returned();
          TimeUnit.MILLISECONDS.sleep(backoff.next());
          outbox.hurry();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      link.close();
    }
  }

  /**
   * Sends what is left, and waits for it at most so long; not at all while the collector is away.
   *
   * @return whether the collector has everything
   */
  public boolean finish(long limitMs) throws InterruptedException {
    return reached && outbox.delivered(limitMs);
  }

  /** Sends all there is; false if the collector can't be reached or can't take it now. */
  private boolean flush() {
    try {
      boolean progress;
      do {
        int size = outbox.size();
        int limit = itemLimit;
        if (!send(outbox.next(limit))) {
          return false;
        }
        progress = outbox.size() < size || itemLimit < limit;
      } while (progress && outbox.size() > 0);
      return true;
    } catch (IOException e) {
      Trouble.count("shipping", e);
      return false;
    } catch (MalformedMessageException | RuntimeException e) {
      Trouble.count("reply of the collector", e);
      return false;
    } catch (OutOfMemoryError e) {
      // A heap that is nearly full is when the collector must hear of us, and we of its commands.
      Trouble.count("shipping", e);
      itemLimit = Math.max(FEWEST_ITEMS, itemLimit / 4);
      return false;
    }
  }

  private boolean send(Outbox.Parcel parcel) throws IOException, MalformedMessageException {
    List<CommandStatus> statuses = inbox.untold();
    Batch batch =
        new Batch(
            Batch.PROTOCOL,
            identity.run(),
            List.of(identity),
            parcel.samples(),
            parcel.events(),
            owners.get(),
            statuses,
            parcel.dropped());
    PackedBatch body = new PackedBatch(batch);
    if (body.plainBytes() > MOST_BYTES && parcel.size() > 1) {
      itemLimit = Math.max(1, parcel.size() / 2);
      return true;
    }
    Answer answer = link.send("POST", INGEST, HEADERS, body.bytes());
    if (answer.isSuccess()) {
      take(Reply.from(answer.json()), statuses);
      return true;
    }
    return refused(answer, parcel);
  }

  private void take(Reply reply, List<CommandStatus> statuses) {
    outbox.acknowledge(reply.ack());
    outbox.returned();
    inbox.told(statuses);
    itemLimit = Math.min(MOST_ITEMS, itemLimit * 2);
    flushMs = Math.max(100, Math.min(LONGEST_FLUSH_MS, reply.flushMs()));
    Policy policy = reply.policies().get(identity.run());
    if (policy != null) {
      policies.accept(policy);
    }
    inbox.receive(reply.commands(), System.currentTimeMillis(), handler);
  }

  /** Whether to go on at once: with less, or without what the collector will never take. */
  private boolean refused(Answer answer, Outbox.Parcel parcel) {
    Trouble.mention("shipping", "the collector answered " + answer.status());
    if (answer.status() == 413 && parcel.size() > 1) {
      itemLimit = Math.max(1, parcel.size() / 2);
      return true;
    }
    if (answer.status() == 400 || answer.status() == 413) {
      outbox.giveUp(parcel);
      return true;
    }
    return false;
  }
}
