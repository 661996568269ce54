package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.gc.Pauses;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.wire.reading.Owner;
import java.util.ArrayList;
import java.util.List;

/** All that we listen to. It outlives the streams, of which there may be several in a run. */
final class EventSources {
  static final String ALLOCATIONS = "jdk.ObjectAllocationSample";
  static final String LOADERS = "jdk.ClassLoaderStatistics";

  private final RecordGauge gauge;
  private final CollectionEvents collections;
  private final StallEvents stalls;
  private final LoaderEvents loaders;
  private final NativeMemory nativeMemory;
  private final AllocationTable allocations = new AllocationTable(System.currentTimeMillis());

  EventSources(LiveHeap live, Pauses pauses, RecordGauge gauge) {
    this.gauge = gauge;
    this.collections = new CollectionEvents(live, pauses, gauge);
    this.stalls = new StallEvents(gauge);
    this.loaders = new LoaderEvents(gauge);
    this.nativeMemory = new NativeMemory(gauge);
  }

  void subscribe(Subscription subscription) {
    collections.subscribe(subscription);
    stalls.subscribe(subscription);
    loaders.subscribe(subscription);
    nativeMemory.subscribe(subscription);
    new AllocationEvents(allocations).subscribe(subscription);
    if (OldObjectRecording.isCheap()) {
      subscription.keep(OldObjectRecording.EVENT);
    }
  }

  /** Once a second, on the thread of the stream. */
  void flushed() {
    gauge.flushed();
    loaders.flushed();
    nativeMemory.flushed();
  }

  /** Forgets what an event type told that is switched off. */
  void forget(String event) {
    if (event.equals(ALLOCATIONS)) {
      allocations.clear(System.currentTimeMillis());
    } else if (event.equals(LOADERS)) {
      loaders.clear();
    }
  }

  /** Empty while nothing is streamed: what was true then is not any more. */
  List<Owner> owners(String run) {
    if (!gauge.isAlive()) {
      return List.of();
    }
    List<Owner> rows = new ArrayList<>(allocations.rows(run, System.currentTimeMillis()));
    rows.addAll(loaders.rows(run));
    rows.addAll(nativeMemory.rows(run));
    return rows;
  }
}
