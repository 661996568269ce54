package dev.plimsoll.agent.handles;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The holders of one kind. Beyond the limit everything new is held by one, so that a service that
 * calls a million hosts costs no million names; who holds nothing for minutes makes room.
 */
final class Holders {
  static final String OTHER = "other";
  private static final int LIMIT = 500;
  private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final int RECENT = 256;
  private static final int LONGEST_REMEMBERED = 500;

  /** What a name was made of, so that the same is not made again. */
  private record Recent(String text, int number, Holder holder) {}

  private final String kind;
  private final ConcurrentMap<String, Holder> byName = new ConcurrentHashMap<>();
  private final @Nullable Recent[] recent = new Recent[RECENT];
  private final Holder other;

  Holders(String kind) {
    this.kind = kind;
    this.other = new Holder(kind, OTHER);
  }

  Holder named(String name) {
    Holder known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (byName.size() >= LIMIT) {
      return other;
    }
    return byName.computeIfAbsent(name, key -> new Holder(kind, key));
  }

  /** The holder that the same text and number led to lately; null if none did. */
  @Nullable Holder recent(String text, int number) {
    Recent slot = recent[slot(text, number)];
    return slot != null && slot.number == number && slot.text.equals(text) ? slot.holder : null;
  }

  /** Remembers what led to the holder. */
  Holder remember(String text, int number, Holder holder) {
    if (text.length() <= LONGEST_REMEMBERED) {
      recent[slot(text, number)] = new Recent(text, number, holder);
    }
    return holder;
  }

  void forEach(Consumer<Holder> consumer) {
    byName.values().forEach(consumer);
    consumer.accept(other);
  }

  /** Forgets, if it gets tight, who holds nothing any more. */
  void tidy(long now) {
    if (byName.size() >= LIMIT / 2
        && byName.values().removeIf(holder -> now - holder.usedAtNanos() > IDLE_NANOS)) {
      Arrays.fill(recent, null);
    }
  }

  private static int slot(String text, int number) {
    int hash = text.hashCode() + 31 * number;
    return (hash ^ hash >>> 16) & (RECENT - 1);
  }
}
