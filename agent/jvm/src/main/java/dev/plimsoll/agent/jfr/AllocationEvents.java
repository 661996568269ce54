package dev.plimsoll.agent.jfr;

import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** Who allocates what: ten samples a second at most, each with the bytes that it stands for. */
final class AllocationEvents {
  private static final int PER_SECOND = 10;

  private final AllocationTable table;

  AllocationEvents(AllocationTable table) {
    this.table = table;
  }

  void subscribe(Subscription subscription) {
    subscription.sampled(EventSources.ALLOCATIONS, PER_SECOND, this::sampled);
  }

  private void sampled(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    if (thread != null && isOwn(thread.getJavaName())) {
      return;
    }
    RecordedClass type = event.getClass("objectClass");
    if (type != null) {
      table.add(
          TypeNames.readable(type.getName()),
          ApplicationFrame.of(event.getStackTrace()),
          event.getLong("weight"));
    }
  }

  /** The recorder's own threads too: that work is ours. */
  private static boolean isOwn(String thread) {
    return thread != null && (thread.startsWith("plimsoll-") || thread.startsWith("JFR "));
  }
}
