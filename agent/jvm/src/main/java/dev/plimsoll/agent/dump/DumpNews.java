package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.EventKind;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the collector how a dump goes. */
final class DumpNews {
  private static final long MIB = 1L << 20;

  private final Outbox outbox;
  private final Inbox inbox;

  DumpNews(Outbox outbox, Inbox inbox) {
    this.outbox = outbox;
    this.inbox = inbox;
  }

  void started(DumpOrder order, DumpPlan plan) {
    Map<String, @Nullable Object> data = order.data();
    data.put("predicted", plan.predicted());
    add(EventKind.DUMP_STARTED, "A heap dump is being captured.", data);
  }

  void captured(DumpOrder order, DumpPlan plan, DumpShelf.Shelved shelved, Capture.Captured how) {
    Map<String, @Nullable Object> data = order.data();
    data.put("path", shelved.file().toString());
    data.put("bytes", shelved.bytes());
    data.put("sha256", shelved.sha256());
    data.put("pauseMs", how.pauseMs());
    data.put("tookMs", how.tookMs());
    data.put("gzip", how.method().gzip());
    data.put("threads", how.method().threads());
    data.put("predicted", plan.predicted());
    String text =
        String.format(
            Locale.ROOT,
            "A heap dump of %d MiB was captured; the application stood still for %.1f s.",
            shelved.bytes() / MIB,
            how.pauseMs() / 1e3);
    add(EventKind.DUMP_CAPTURED, text, data);
    inbox.tell(new CommandStatus(order.command(), CommandStatus.DONE, null));
  }

  /**
   * Tells that there will be no dump.
   *
   * @param code what a program can tell it by
   * @param plan null if it was not planned
   */
  void refused(DumpOrder order, String code, String why, @Nullable DumpPlan plan) {
    Map<String, @Nullable Object> data = order.data();
    data.put("refusal", code);
    if (plan != null) {
      data.put("predicted", plan.predicted());
    }
    add(EventKind.DUMP_REFUSED, why, data);
    inbox.tell(new CommandStatus(order.command(), CommandStatus.REFUSED, why));
  }

  private void add(EventKind kind, String text, Map<String, @Nullable Object> data) {
    outbox.addEvent(kind, System.currentTimeMillis(), text, data);
  }
}
