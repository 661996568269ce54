package dev.plimsoll.agent.diagnostic;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.ship.CommandArgs;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.EventKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the command {@code histogram}. It collects the whole heap and walks it while all
 * threads stand, so the pause is guessed first and held against a budget, unless it is forced. One
 * at a time, on a thread of its own for as long as it takes: the shipper would fall silent for just
 * as long.
 */
public final class Histograms {
  private static final int DEFAULT_TOP = 50;
  private static final int MOST_TOP = 500;
  private static final long DEFAULT_BUDGET_MS = 2_000;
  private static final double MIB = 1 << 20;

  private final Outbox outbox;
  private final Inbox inbox;
  private final LongSupplier liveHeap;
  private final PauseGuess guess = new PauseGuess();
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * Has taken no command yet.
   *
   * @param liveHeap bytes that will be walked, roughly
   */
  public Histograms(Outbox outbox, Inbox inbox, LongSupplier liveHeap) {
    this.outbox = outbox;
    this.inbox = inbox;
    this.liveHeap = liveHeap;
  }

  /** Takes the command and returns at once. */
  public void take(Command command) {
    CommandArgs args = new CommandArgs(command);
    long live = liveHeap.getAsLong();
    long expectedMs = guess.millis(live);
    long budgetMs = args.number("budgetMs", DEFAULT_BUDGET_MS);
    if (expectedMs > budgetMs && !args.flag("force")) {
      refuse(
          command,
          String.format(
              Locale.ROOT,
              "It would stop the application for about %.1f s, and %.1f s are allowed; force it, or"
                  + " raise budgetMs.",
              expectedMs / 1e3,
              budgetMs / 1e3));
    } else if (!busy.compareAndSet(false, true)) {
      refuse(command, "Another histogram of this run is being taken.");
    } else {
      inbox.tell(new CommandStatus(command.id(), CommandStatus.ACCEPTED, null));
      int top = (int) Math.max(1, Math.min(MOST_TOP, args.number("top", DEFAULT_TOP)));
      AgentThread.start("histogram", () -> carryOut(command, top, live));
    }
  }

  private void carryOut(Command command, int top, long live) {
    try {
      long start = System.nanoTime();
      ClassHistogram histogram = ClassHistogram.take(top);
      long ms = (System.nanoTime() - start) / 1_000_000;
      guess.learn(live, ms);
      tell(command, histogram, ms);
      inbox.tell(new CommandStatus(command.id(), CommandStatus.DONE, null));
    } catch (JMException | RuntimeException | OutOfMemoryError e) {
      Trouble.count("histogram", e);
      inbox.tell(new CommandStatus(command.id(), CommandStatus.FAILED, e.toString()));
    } finally {
      busy.set(false);
      outbox.hurry();
    }
  }

  private void tell(Command command, ClassHistogram histogram, long ms) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("command", command.id());
    data.put("count", histogram.count());
    data.put("bytes", histogram.bytes());
    data.put("pauseMs", ms);
    data.put("rows", histogram.rows().stream().map(ClassHistogram.Row::toJson).toList());
    outbox.addEvent(EventKind.HISTOGRAM, System.currentTimeMillis(), text(histogram), data);
  }

  private static String text(ClassHistogram histogram) {
    String most =
        histogram.rows().isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "; most of it is %s, %.1f MiB",
                histogram.rows().get(0).type(),
                histogram.rows().get(0).bytes() / MIB);
    return String.format(
        Locale.ROOT,
        "%,d objects of %.1f MiB are live%s.",
        histogram.count(),
        histogram.bytes() / MIB,
        most);
  }

  private void refuse(Command command, String why) {
    inbox.tell(new CommandStatus(command.id(), CommandStatus.REFUSED, why));
    outbox.hurry();
  }
}
