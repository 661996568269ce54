package dev.plimsoll.supervisor.report;

import dev.plimsoll.supervisor.blackbox.Delivery;
import dev.plimsoll.wire.ingest.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What dead runs have left to be told. Bounded: what has no place here stays in its file, and the
 * next run of the instance finds it. Thread-safe.
 */
final class Deliveries {
  private static final int MOST = 16;

  private final Deque<Delivery> waiting = new ArrayDeque<>();

  synchronized void add(Delivery delivery) {
    if (waiting.size() < MOST) {
      waiting.addLast(delivery);
    }
  }

  /** Sends as much as the collector takes now; the pieces of a run all over again if one fails. */
  void send(CollectorClient client) {
    Delivery delivery = first();
    while (delivery != null && sent(delivery, client)) {
      remove(delivery);
      delivery.done();
      delivery = first();
    }
  }

  /** What the collector will never take is as good as sent. */
  private static boolean sent(Delivery delivery, CollectorClient client) {
    for (Batch batch : delivery.batches()) {
      if (client.post(batch) instanceof Answer.Unreachable) {
        return false;
      }
    }
    return true;
  }

  private synchronized @Nullable Delivery first() {
    return waiting.peekFirst();
  }

  private synchronized void remove(Delivery delivery) {
    waiting.remove(delivery);
  }
}
