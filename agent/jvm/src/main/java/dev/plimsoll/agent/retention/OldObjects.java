package dev.plimsoll.agent.retention;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.jfr.OldObjectRecording;
import dev.plimsoll.agent.ship.CommandArgs;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.EventKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the command {@code old-objects}: of the objects that Flight Recorder sampled, those
 * that are still there, and the way from each to what holds it. That way is searched while all
 * threads stand; the search is cut off when its budget is used up, and then some ways are missing.
 * One at a time, on a thread of its own.
 */
public final class OldObjects {
  private static final long DEFAULT_BUDGET_MS = 1_000;
  private static final long LONGEST_BUDGET_MS = 60_000;
  private static final long DEFAULT_SECONDS = 10;
  private static final long MOST_SECONDS = 300;
  private static final int DEFAULT_TOP = 25;
  private static final int MOST_TOP = 100;

  private final Outbox outbox;
  private final Inbox inbox;
  private final OldObjectRecording recording;
  private final AtomicBoolean busy = new AtomicBoolean();

  public OldObjects(Outbox outbox, Inbox inbox, OldObjectRecording recording) {
    this.outbox = outbox;
    this.inbox = inbox;
    this.recording = recording;
  }

  /** Takes the command and returns at once. */
  public void take(Command command) {
    String why = recording.whyNot();
    if (why == null && !busy.compareAndSet(false, true)) {
      why = "Old objects of this run are being looked for already.";
    }
    if (why != null) {
      inbox.tell(new CommandStatus(command.id(), CommandStatus.REFUSED, why));
      outbox.hurry();
      return;
    }
    inbox.tell(new CommandStatus(command.id(), CommandStatus.ACCEPTED, null));
    AgentThread.start("old-objects", () -> carryOut(command, new CommandArgs(command)));
  }

  private void carryOut(Command command, CommandArgs args) {
    try {
      long budgetMs = within(args.number("budgetMs", DEFAULT_BUDGET_MS), LONGEST_BUDGET_MS);
      long seconds = within(args.number("seconds", DEFAULT_SECONDS), MOST_SECONDS);
      int top = (int) within(args.number("top", DEFAULT_TOP), MOST_TOP);
      List<KeptObject> kept = new ArrayList<>();
      recording.take(seconds, budgetMs, event -> kept.add(KeptObject.of(event)));
      kept.sort(Comparator.comparingLong(KeptObject::ageMs).reversed());
      tell(command, kept, top);
      inbox.tell(new CommandStatus(command.id(), CommandStatus.DONE, null));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      Trouble.count("old objects", e);
      inbox.tell(new CommandStatus(command.id(), CommandStatus.FAILED, e.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      busy.set(false);
      outbox.hurry();
    }
  }

  private void tell(Command command, List<KeptObject> kept, int top) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("command", command.id());
    data.put("sampled", kept.size());
    data.put("objects", kept.stream().limit(top).map(KeptObject::toJson).toList());
    outbox.addEvent(EventKind.OLD_OBJECTS, System.currentTimeMillis(), text(kept), data);
  }

  private static String text(List<KeptObject> kept) {
    if (kept.isEmpty()) {
      return "None of the sampled objects is still there.";
    }
    KeptObject oldest = kept.get(0);
    return kept.size()
        + " sampled objects are still there; the oldest is a "
        + oldest.type()
        + " of "
        + oldest.ageMs() / 1_000
        + " s.";
  }

  private static long within(long wanted, long most) {
    return Math.max(1, Math.min(most, wanted));
  }
}
