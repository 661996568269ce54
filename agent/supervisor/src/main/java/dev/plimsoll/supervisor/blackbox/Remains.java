package dev.plimsoll.supervisor.blackbox;

import dev.plimsoll.wire.blackbox.LastReadings;
import dev.plimsoll.wire.blackbox.LostRun;
import dev.plimsoll.wire.ingest.Batch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one run has left. */
public final class Remains {
  static final Remains NONE = new Remains(null, null, null, null);

  private final @Nullable LostRun lost;
  private final @Nullable String recording;
  private final @Nullable Path ring;
  private final @Nullable Consumer<Delivery> deliveries;

  Remains(
      @Nullable LostRun lost,
      @Nullable String recording,
      @Nullable Path ring,
      @Nullable Consumer<Delivery> deliveries) {
    this.lost = lost;
    this.recording = recording;
    this.ring = ring;
    this.deliveries = deliveries;
  }

  /** What was read last; empty if there was no black box, or nothing in it. */
  public Optional<LastReadings> last() {
    return lost == null ? Optional.empty() : lost.last();
  }

  /** Adds to the data of an exit: {@code last}, {@code lastAt}, {@code recording}. */
  public void describe(Map<String, @Nullable Object> exit) {
    if (lost != null) {
      lost.describe(exit, recording);
    }
  }

  /** Has the collector told what it never got; to be called when the exit has been told. */
  public void deliver() {
    if (lost == null || ring == null) {
      return;
    }
    List<Batch> batches = deliveries == null ? List.of() : lost.batches(null);
    Delivery delivery = new Delivery(ring, batches);
    if (deliveries == null || batches.isEmpty()) {
      delivery.done();
    } else {
      deliveries.accept(delivery);
    }
  }
}
