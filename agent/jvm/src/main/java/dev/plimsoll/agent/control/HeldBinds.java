package dev.plimsoll.agent.control;

import dev.plimsoll.wire.control.ControlMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Listeners of a replacement run, held until the old run has left their port.
 *
 * <p>The application's thread waits, but never for ever: after the limit it goes on and gets the
 * answer of the kernel, as it would without us..
 */
public final class HeldBinds {
  private final long limitMs;
  private final Map<Integer, CountDownLatch> held = new HashMap<>();
  private final Set<Integer> released = new HashSet<>();
  private Consumer<ControlMessage> announcer = message -> {};
  private boolean open;

  public HeldBinds(long limitMs) {
    this.limitMs = limitMs;
  }

  /** Waits until the port is free for this run. A second bind of a freed port does not wait. */
  public void await(int port) {
    CountDownLatch latch;
    boolean first;
    synchronized (this) {
      if (open || port == 0 || released.contains(port)) {
        return;
      }
      first = !held.containsKey(port);
      latch = held.computeIfAbsent(port, ignored -> new CountDownLatch(1));
    }
    if (first) {
      announcer().accept(new ControlMessage.Binding(port));
    }
    try {
      if (!latch.await(limitMs, TimeUnit.MILLISECONDS)) {
        release(port);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void announceBy(Consumer<ControlMessage> consumer) {
    announcer = consumer;
  }

  /** Says every held port anew, to a supervisor that has come back. */
  void announceAgain() {
    Set<Integer> ports;
    synchronized (this) {
      ports = Set.copyOf(held.keySet());
    }
    for (int port : ports) {
      announcer().accept(new ControlMessage.Binding(port));
    }
  }

  synchronized void release(int port) {
    released.add(port);
    CountDownLatch latch = held.remove(port);
    if (latch != null) {
      latch.countDown();
    }
  }

  /** Nobody will ever say that a port is free. */
  synchronized void releaseAll() {
    open = true;
    held.values().forEach(CountDownLatch::countDown);
    held.clear();
  }

  private synchronized Consumer<ControlMessage> announcer() {
    return announcer;
  }
}
