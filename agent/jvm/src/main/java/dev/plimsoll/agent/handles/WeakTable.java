package dev.plimsoll.agent.handles;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A value for each living object, by identity. What is dropped without a word leaves by itself;
 * what goes beyond the limit is not taken in.
 */
final class WeakTable<V> {
  private final ConcurrentMap<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int limit;

  WeakTable(int limit) {
    this.limit = limit;
  }

  /** Takes the value in, unless the object has one already. */
  void put(Object object, V value) {
    if (size.get() < limit && values.putIfAbsent(new Entry(object, dead), value) == null) {
      size.incrementAndGet();
    }
  }

  void remove(Object object) {
    if (size.get() > 0 && values.remove(new Probe(object)) != null) {
      size.decrementAndGet();
    }
  }

  void forEach(Consumer<V> consumer) {
    forgetDead();
    values.values().forEach(consumer);
  }

  int size() {
    return size.get();
  }

  private void forgetDead() {
    for (Reference<?> entry = dead.poll(); entry != null; entry = dead.poll()) {
      if (values.remove(entry) != null) {
        size.decrementAndGet();
      }
    }
  }

  /** Key in the table; equal to itself even after its object is gone. */
  private static final class Entry extends WeakReference<Object> {
    private final int hash;

    Entry(Object object, ReferenceQueue<Object> queue) {
      super(object, queue);
      this.hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Entry entry && entry.get() == mine;
    }
  }

  /** Finds an entry without being one: a weak reference costs the collector more than this. */
  private static final class Probe {
    private final Object object;

    Probe(Object object) {
      this.object = object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entry entry && entry.get() == object;
    }
  }
}
