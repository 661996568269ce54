package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.gc.Heap;
import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.run.Identity;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the commands to dump the heap, on a thread that is there from the start: when the
 * heap is full there may be no room for a new one.
 */
public final class Dumps {
  private static final long NEXT_LOOK_MS = 1_000;

  private final DumpShelf shelf;
  private final Identity identity;
  private final Inbox inbox;
  private final Deliveries deliveries;
  private final Episodes episodes;
  private final DumpJob job;
  private final DumpNews news;
  private final BlockingQueue<DumpOrder> orders = new ArrayBlockingQueue<>(1);
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * Nothing is started, and nothing on disk is touched.
   *
   * @param state folder for dumps; null for a private one under the temporary folder
   * @param live bytes that a dump of live objects will hold, roughly
   * @param instrumentation null where the JVM's pauses need not be told from what a dump takes
   */
  public Dumps(
      Identity identity,
      URI collector,
      @Nullable String state,
      DumpOptions options,
      Outbox outbox,
      Inbox inbox,
      LongSupplier live,
      @Nullable Instrumentation instrumentation) {
    this.identity = identity;
    this.inbox = inbox;
    this.shelf = DumpShelf.in(state, DumpId.fileNameOf(identity.run()));
    this.deliveries = new Deliveries(collector, shelf, identity);
    this.episodes = new Episodes(live, Heap.maxHeap());
    this.news = new DumpNews(outbox, inbox);
    this.job = new DumpJob(options, shelf, episodes, news, live, instrumentation);
  }

  /** Gets ready for commands, and delivers what dead runs have left; returns at once. */
  public void start() {
    AgentThread.start("dump", this::work);
  }

  /** Takes the command and returns at once. */
  public void take(Command command) {
    DumpOrder order = DumpOrder.of(command);
    if (order == null) {
      inbox.tell(
          new CommandStatus(command.id(), CommandStatus.REFUSED, "it names no usable dump id"));
    } else if (!busy.compareAndSet(false, true)) {
      news.refused(order, "busy", "Another heap dump of this run is being captured.", null);
    } else {
      inbox.tell(new CommandStatus(command.id(), CommandStatus.ACCEPTED, null));
      orders.add(order);
    }
  }

  private void work() {
    try {
      shelf.prepare();
      RunNotes.leave(shelf.folder(), identity);
      deliveries.start();
    } catch (IOException | RuntimeException e) {
      Trouble.count("dump shelf", e); // tried again at the first dump
    }
    job.prepare();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        DumpOrder order = next();
        if (order != null) {
          carryOut(order);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | OutOfMemoryError e) {
        Trouble.count("dump", e);
      }
    }
  }

  /** Null when it is only time to look how live heap goes. */
  private @Nullable DumpOrder next() throws InterruptedException {
    return episodes.isOpen(System.nanoTime())
        ? orders.poll(NEXT_LOOK_MS, TimeUnit.MILLISECONDS)
        : orders.take();
  }

  private void carryOut(DumpOrder order) {
    DumpShelf.Shelved shelved = null;
    try {
      shelved = job.carryOut(order);
    } finally {
      busy.set(false);
    }
    if (shelved != null) {
      deliveries.add(shelved);
    }
  }
}
