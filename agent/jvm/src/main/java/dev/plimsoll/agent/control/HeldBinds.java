package dev.plimsoll.agent.control;

import dev.plimsoll.wire.control.ControlMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Binds that wait for the supervisor's word.
 *
 * <p>The application's thread waits, but never for ever: after the limit it goes on and gets the
 * answer of the kernel, as it would without us.
 */
public final class HeldBinds {
  private static final Answer PLAIN = new Answer(null, false);

  /**
   * What the supervisor said.
   *
   * @param descriptor of the socket to serve; null for none
   * @param standsBy whether the run is to listen on a private port for now
   */
  public record Answer(@Nullable Integer descriptor, boolean standsBy) {
    /** The application binds its port itself. */
    public boolean isPlain() {
      return descriptor == null && !standsBy;
    }
  }

  /** Takes what is said of a port after its bind has returned. */
  public interface Later {
    void promote(int port, int descriptor);
  }

  private static final class Held {
    final ControlMessage.Binding question;
    final CountDownLatch answered = new CountDownLatch(1);
    volatile Answer answer = PLAIN;

    Held(ControlMessage.Binding question) {
      this.question = question;
    }
  }

  private final long limitMs;
  private final Map<Integer, Held> held = new HashMap<>();
  private Consumer<ControlMessage> announcer = message -> {};
  private Later later = (port, descriptor) -> {};
  private boolean open;

  public HeldBinds(long limitMs) {
    this.limitMs = limitMs;
  }

  /**
   * Waits until the supervisor has said what becomes of the bind.
   *
   * @param address numeric; anything else for one that can't be served on an inherited socket
   */
  public Answer await(int port, String address, int backlog) {
    Held mine;
    boolean first;
    synchronized (this) {
      if (open || port == 0) {
        return PLAIN;
      }
      first = !held.containsKey(port);
      mine =
          held.computeIfAbsent(
              port, ignored -> new Held(new ControlMessage.Binding(port, address, backlog)));
    }
    if (first) {
      announcer().accept(mine.question);
    }
    try {
      if (!mine.answered.await(limitMs, TimeUnit.MILLISECONDS)) {
        answer(port, PLAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return mine.answer;
  }

  synchronized void announceBy(Consumer<ControlMessage> consumer) {
    announcer = consumer;
  }

  /** Who takes what is said of ports whose binds do not wait any more. */
  public synchronized void laterBy(Later consumer) {
    later = consumer;
  }

  /** Says every held port anew, to a supervisor that has come back. */
  void announceAgain() {
    Map<Integer, Held> waiting;
    synchronized (this) {
      waiting = Map.copyOf(held);
    }
    waiting.values().forEach(bind -> announcer().accept(bind.question));
  }

  void mayBind(ControlMessage.MayBind may) {
    Integer descriptor = may.descriptor();
    if (!answer(may.port(), new Answer(descriptor, false)) && descriptor != null) {
      later().promote(may.port(), descriptor);
    }
  }

  void standBy(int port) {
    answer(port, new Answer(null, true));
  }

  private synchronized boolean answer(int port, Answer answer) {
    Held waiting = held.remove(port);
    if (waiting == null) {
      return false;
    }
    waiting.answer = answer;
    waiting.answered.countDown();
    return true;
  }

  /** Nobody will ever say what becomes of a bind. */
  synchronized void releaseAll() {
    open = true;
    held.values().forEach(waiting -> waiting.answered.countDown());
    held.clear();
  }

  private synchronized Consumer<ControlMessage> announcer() {
    return announcer;
  }

  private synchronized Later later() {
    return later;
  }
}
