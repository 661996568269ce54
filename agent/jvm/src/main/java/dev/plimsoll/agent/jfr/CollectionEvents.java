package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.gc.Pauses;
import dev.plimsoll.agent.live.LiveHeap;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Collections. A pause is a {@code GCPhasePause}, on every collector; the rest of a concurrent
 * cycle's duration passed while the application ran. The concurrent phases themselves ({@code
 * GCPhaseConcurrent}) are left alone: Shenandoah has twenty of them a second.
 */
final class CollectionEvents {
  /** As {@code jdk.GarbageCollection} names them; the others stop the world all the while. */
  private static final Set<String> CONCURRENT =
      Set.of("G1Old", "Z", "ZGC Minor", "ZGC Major", "Shenandoah");

  private final LiveHeap live;
  private final Pauses pauses;
  private final RecordGauge gauge;

  CollectionEvents(LiveHeap live, Pauses pauses, RecordGauge gauge) {
    this.live = live;
    this.pauses = pauses;
    this.gauge = gauge;
  }

  void subscribe(Subscription subscription) {
    subscription.each("jdk.GCPhasePause", this::paused);
    subscription.each("jdk.GarbageCollection", this::collected);
    subscription.each(
        "jdk.G1GarbageCollection",
        event -> live.paused(event.getString("type"), event.getEndTime().toEpochMilli()));
    // What a collector does when it has lost the race; one is news.
    subscription.each("jdk.EvacuationFailed", event -> gauge.collectionFailed());
    subscription.each("jdk.PromotionFailed", event -> gauge.collectionFailed());
    subscription.each("jdk.ConcurrentModeFailure", event -> gauge.collectionFailed());
    subscription.each(
        "jdk.ZAllocationStall", event -> gauge.stalled(event.getDuration().toMillis()));
  }

  private void paused(RecordedEvent event) {
    long nanos = event.getDuration().toNanos();
    gauge.paused(nanos);
    pauses.recorded(event.getString("name"), nanos);
  }

  /**
   * {@code G1Old} is a whole concurrent marking, from its first pause to the end of its cleanup.
   */
  private void collected(RecordedEvent event) {
    String name = event.getString("name");
    if (CONCURRENT.contains(name)) {
      long paused = event.getDuration("sumOfPauses").toNanos();
      gauge.ranConcurrently(Math.max(0, event.getDuration().toNanos() - paused));
    }
    if (name.equals("G1Old")) {
      live.marked(event.getEndTime().toEpochMilli());
    }
  }
}
