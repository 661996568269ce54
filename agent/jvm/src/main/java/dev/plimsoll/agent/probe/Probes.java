package dev.plimsoll.agent.probe;

import dev.plimsoll.agent.gc.Collectors;
import dev.plimsoll.agent.gc.Heap;
import dev.plimsoll.agent.gc.HeapUse;
import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.EventKind;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the command to probe: is it garbage or live? On a thread of its own, which lives for
 * the probe alone, since a collection may take seconds and the sender must not stand still.
 */
public final class Probes {
  /** What an application is taken to bear without being asked; {@code force} goes beyond. */
  private static final long AFFORDABLE_MS = 1_000;

  private final LiveHeap live;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Collectors collectors = new Collectors();
  private final HeapUse heap = new HeapUse();
  private final FullCollection full = new FullCollection(collectors, heap);
  private final AtomicBoolean probing = new AtomicBoolean();

  /**
   * Has taken no command yet.
   *
   * @param outbox is told what came of it
   * @param inbox is told how the command went
   */
  public Probes(LiveHeap live, Outbox outbox, Inbox inbox) {
    this.live = live;
    this.outbox = outbox;
    this.inbox = inbox;
  }

  /** Begins the probe, or refuses it, and returns at once. */
  public void take(Command command) {
    if (!probing.compareAndSet(false, true)) {
      answer(command, CommandStatus.REFUSED, "a probe of this run is under way");
      return;
    }
    full.learn();
    long predicted = full.isDisabled() ? 0 : full.predictedPause();
    if (predicted > AFFORDABLE_MS && !Boolean.TRUE.equals(command.args().get("force"))) {
      probing.set(false);
      answer(
          command,
          CommandStatus.REFUSED,
          "the application would stand still for about %d ms, and %d are allowed; force it if that is well"
              .formatted(predicted, AFFORDABLE_MS));
      return;
    }
    inbox.tell(new CommandStatus(command.id(), CommandStatus.ACCEPTED, null));
    AgentThread.start("probe", () -> probe(command));
  }

  private void probe(Command command) {
    try {
      Finding finding = find();
      if (finding == null) {
        answer(
            command,
            CommandStatus.FAILED,
            "this JVM collects neither on request (-XX:+DisableExplicitGC) nor for a histogram");
        return;
      }
      outbox.addEvent(
          EventKind.PROBED,
          System.currentTimeMillis(),
          finding.sentence(),
          finding.data(command.id()));
      inbox.tell(new CommandStatus(command.id(), CommandStatus.DONE, null));
    } catch (Throwable e) {
      Trouble.count("probe", e);
      answer(command, CommandStatus.FAILED, e.toString());
    } finally {
      probing.set(false);
    }
  }

  /** Null if nothing makes this JVM collect. */
  private @Nullable Finding find() {
    long before = heap.now();
    long took = full.run();
    String how = "System.gc";
    if (took < 0) {
      long start = System.nanoTime();
      long wholes = collectors.wholes();
      if (!HistogramCollection.run() || collectors.wholes() == wholes) {
        return null;
      }
      took = (System.nanoTime() - start) / 1_000_000;
      how = "GC.class_histogram";
    }
    return new Finding(before, left(), Heap.maxHeap(), took, collectors.areConcurrent(), how);
  }

  /** What was allocated while a concurrent cycle ran is not told from what lived before. */
  private long left() {
    long after = heap.afterCollection();
    long estimate = live.estimate();
    return collectors.areConcurrent() && estimate != LiveHeap.UNKNOWN
        ? Math.min(after, estimate)
        : after;
  }

  private void answer(Command command, String state, String text) {
    inbox.tell(new CommandStatus(command.id(), state, text));
  }
}
