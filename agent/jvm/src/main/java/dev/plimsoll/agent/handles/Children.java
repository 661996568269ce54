package dev.plimsoll.agent.handles;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Child processes that live. A child lives on when the object that started it is dropped, and ends
 * without anybody closing it; so the process itself is asked.
 */
final class Children {
  private static final int LIMIT = 1_000;

  private record Child(Holder holder, long sinceNanos, @Nullable Frame frame) {}

  private final Map<ProcessHandle, Child> living = new ConcurrentHashMap<>();

  void add(ProcessHandle process, Holder holder, long nanos, @Nullable Frame frame) {
    if (living.size() < LIMIT) {
      living.putIfAbsent(process, new Child(holder, nanos, frame));
    }
  }

  void forEach(Census census) {
    for (Iterator<Map.Entry<ProcessHandle, Child>> i = living.entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<ProcessHandle, Child> entry = i.next();
      if (entry.getKey().isAlive()) {
        Child child = entry.getValue();
        census.count(child.holder(), child.sinceNanos(), child.frame());
      } else {
        i.remove();
      }
    }
  }
}
