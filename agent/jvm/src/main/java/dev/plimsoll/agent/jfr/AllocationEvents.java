package dev.plimsoll.agent.jfr;

import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;

/** Who allocates what: two samples a second at most, each with the bytes that it stands for. */
final class AllocationEvents {
  private static final int PER_SECOND = 2;

  private final AllocationTable table;

  AllocationEvents(AllocationTable table) {
    this.table = table;
  }

  void subscribe(Subscription subscription) {
    subscription.sampled(EventSources.ALLOCATIONS, PER_SECOND, this::sampled);
  }

  private void sampled(RecordedEvent event) {
    if (OwnWork.is(event)) {
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
}
