package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes after they were loaded, on a thread that lives as long as there is something to
 * weave. Holds loaders weakly: a web application that is redeployed meanwhile can go.
 */
final class LateWeaving implements Loom.Late, Runnable {
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_WAITING_BYTES = 4 << 20;
  private static final long DEFINITION_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LONGEST_DEFINITION_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** A class that is to be woven, some time after its transformation was seen. */
  private static final class Item {
    final WeakReference<ClassLoader> loader;
    final String type;
    final byte @Nullable [] bytes;
    final long since = System.nanoTime();

    Item(ClassLoader loader, String type, byte @Nullable [] bytes) {
      this.loader = new WeakReference<>(loader);
      this.type = type;
      this.bytes = bytes;
    }
  }

  /** Puts a class into the cache as it was when it was loaded. */
  interface Memory {
    /** What a retransformation sees of the same class is not the same bytes. */
    void remember(ClassLoader loader, String type, byte[] bytes);
  }

  private final Instrumentation instrumentation;
  private final LoadedClasses classes;
  private final Retransformation retransformation;
  private final Deque<Item> waiting = new ArrayDeque<>();
  private final Set<String> lookedFor = new LinkedHashSet<>();
  private @Nullable Memory memory;
  private int waitingBytes;
  private boolean running;
  private boolean closed;

  LateWeaving(
      Instrumentation instrumentation, LoadedClasses classes, Retransformation retransformation) {
    this.instrumentation = instrumentation;
    this.classes = classes;
    this.retransformation = retransformation;
  }

  /** What is woven from now on is put into the cache as well. */
  synchronized void rememberIn(Memory cache) {
    memory = cache;
  }

  @Override
  public synchronized void weave(ClassLoader loader, String type, byte @Nullable [] bytes) {
    if (!closed && waiting.size() < MOST_WAITING) {
      byte[] kept = bytes;
      if (bytes == null || memory == null || waitingBytes + bytes.length > MOST_WAITING_BYTES) {
        kept = null;
      } else {
        waitingBytes += bytes.length;
      }
      waiting.add(new Item(loader, type, kept));
      wake();
    }
  }

  /** Looks once for classes of these names that were loaded before anyone watched. */
  synchronized void lookFor(Collection<String> types) {
    if (!closed) {
      lookedFor.addAll(types);
      wake();
    }
  }

  /** Weaves nothing more. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    lookedFor.clear();
    notifyAll();
  }

  /** Weaves what is waiting, until nothing more has come for a while. */
  @Override
  public void run() {
    boolean orderly = false;
    try {
      // A class whose transformation was missed by a hair is defined by then.
      TimeUnit.NANOSECONDS.sleep(DEFINITION_NANOS);
      List<Item> undefined = List.of();
      while (goOn(!undefined.isEmpty())) {
        look();
        undefined = weave(taken(undefined));
      }
      orderly = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!orderly) {
        ended();
      }
    }
  }

  private void wake() {
    if (!running) {
      AgentThread.start("weaver", this);
      running = true;
    }
    notifyAll();
  }

  private synchronized boolean goOn(boolean undefined) throws InterruptedException {
    long deadline = System.nanoTime() + (undefined ? DEFINITION_NANOS : LINGER_NANOS);
    long left = deadline - System.nanoTime();
    while (waiting.isEmpty() && lookedFor.isEmpty() && !closed && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    // Under the lock: what comes after the end starts another thread.
    running = !closed && (undefined || !waiting.isEmpty() || !lookedFor.isEmpty());
    return running;
  }

  private synchronized void ended() {
    running = false;
  }

  private void look() {
    List<String> types;
    synchronized (this) {
      types = List.copyOf(lookedFor);
      lookedFor.clear();
    }
    for (Class<?> found : classes.findAll(instrumentation, types)) {
      weave(found.getClassLoader(), found.getName(), null);
    }
  }

  private synchronized List<Item> taken(List<Item> undefined) {
    List<Item> items = new ArrayList<>(undefined);
    items.addAll(waiting);
    waiting.clear();
    waitingBytes = 0;
    return items;
  }

  /** Returns those that are still to be defined. */
  private List<Item> weave(List<Item> items) {
    List<Item> undefined = new ArrayList<>();
    List<Class<?>> found = new ArrayList<>();
    for (Item item : items) {
      ClassLoader loader = item.loader.get();
      Class<?> type = loader == null ? null : classes.find(loader, item.type);
      if (type != null) {
        found.add(type);
      } else if (loader != null && System.nanoTime() - item.since < LONGEST_DEFINITION_NANOS) {
        undefined.add(item);
      }
    }
    retransformation.of(found);
    items.removeAll(undefined);
    remember(items);
    return undefined;
  }

  private void remember(List<Item> items) {
    Memory cache = memory();
    for (Item item : items) {
      ClassLoader loader = item.loader.get();
      byte[] bytes = item.bytes;
      if (cache != null && loader != null && bytes != null) {
        try {
          cache.remember(loader, item.type, bytes);
        } catch (RuntimeException | LinkageError e) {
          Trouble.count("remembering " + item.type, e);
        }
      }
    }
  }

  private synchronized @Nullable Memory memory() {
    return memory;
  }
}
