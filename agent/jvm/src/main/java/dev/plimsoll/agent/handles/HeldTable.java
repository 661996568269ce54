package dev.plimsoll.agent.handles;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is held now, by identity. What is dropped without a word leaves when the table is next
 * walked; what goes beyond the limit is left out, and counted.
 *
 * <p>Striped, and each entry is its own link: opening and closing a file takes 1.5 microseconds on
 * two threads, and the table may have a twentieth of it. Nothing that could run code of the
 * application, or wait, happens under a stripe's lock.
 */
final class HeldTable {
  private static final int STRIPES = 128;
  private static final int STRIPE_BITS = 7;
  private static final int FIRST_BUCKETS = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];
  private final LongAdder leftOut = new LongAdder();
  private volatile boolean everUsed;

  /**
   * Empty.
   *
   * @param limit about how many it takes in; a stripe takes its share of them
   */
  HeldTable(int limit) {
    int share = Math.max(1, limit / STRIPES);
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(share);
    }
  }

  /**
   * Takes it in.
   *
   * @return false if the same object is there already, which then belongs to the new holder, or if
   *     there is no room
   */
  boolean add(Held held, @Nullable Object object) {
    if (!everUsed) {
      everUsed = true;
    }
    int added = stripe(held.hash()).add(held, object);
    if (added == Stripe.NO_ROOM) {
      leftOut.increment();
    }
    return added == Stripe.ADDED;
  }

  /** Takes out what is held for that object; null if nothing is. */
  @Nullable Held remove(Object object) {
    int hash = System.identityHashCode(object);
    return stripe(hash).remove(hash, null, object);
  }

  /** Takes that very entry out; false if it is not there. */
  boolean drop(Held held) {
    return stripe(held.hash()).remove(held.hash(), held, null) != null;
  }

  /** Each entry that is alive, a stripe at a time and under its lock. */
  void forEach(Consumer<Held> consumer) {
    for (Stripe stripe : stripes) {
      stripe.forEach(consumer);
    }
  }

  int size() {
    int size = 0;
    for (Stripe stripe : stripes) {
      size += stripe.size();
    }
    return size;
  }

  /** Whether there was ever anything; in a process that has none a zero would be invented. */
  boolean everUsed() {
    return everUsed;
  }

  /** How many found no room since the start. */
  long leftOut() {
    return leftOut.sum();
  }

  private Stripe stripe(int hash) {
    return stripes[hash & (STRIPES - 1)];
  }

  private static final class Stripe {
    static final int ADDED = 0;
    static final int KNOWN = 1;
    static final int NO_ROOM = 2;

    private final int limit;
    private @Nullable Held[] buckets = new Held[FIRST_BUCKETS];
    private int size;

    Stripe(int limit) {
      this.limit = limit;
    }

    synchronized int add(Held held, @Nullable Object object) {
      int at = bucket(held.hash(), buckets.length);
      if (object != null) {
        for (Held other = buckets[at]; other != null; other = other.next) {
          if (other.refersTo(object)) {
            other.changeHands(held.holder());
            return KNOWN;
          }
        }
      }
      if (size >= limit) {
        return NO_ROOM;
      }
      held.next = buckets[at];
      buckets[at] = held;
      if (++size > buckets.length) {
        grow();
      }
      return ADDED;
    }

    synchronized @Nullable Held remove(int hash, @Nullable Held held, @Nullable Object object) {
      int at = bucket(hash, buckets.length);
      Held before = null;
      for (Held here = buckets[at]; here != null; before = here, here = here.next) {
        if (held == null ? here.refersTo(object) : here == held) {
          unlink(at, before, here);
          return here;
        }
      }
      return null;
    }

    synchronized void forEach(Consumer<Held> consumer) {
      for (int at = 0; at < buckets.length; at++) {
        Held before = null;
        for (Held here = buckets[at]; here != null; here = here.next) {
          if (here.isGone()) {
            unlink(at, before, here);
          } else {
            consumer.accept(here);
            before = here;
          }
        }
      }
    }

    synchronized int size() {
      return size;
    }

    private void unlink(int at, @Nullable Held before, Held here) {
      if (before == null) {
        buckets[at] = here.next;
      } else {
        before.next = here.next;
      }
      size--;
    }

    private void grow() {
      @Nullable Held[] wider = new Held[buckets.length * 2];
      for (Held first : buckets) {
        Held here = first;
        while (here != null) {
          Held after = here.next;
          int at = bucket(here.hash(), wider.length);
          here.next = wider[at];
          wider[at] = here;
          here = after;
        }
      }
      buckets = wider;
    }

    /** The lowest bits have chosen the stripe and say nothing within it. */
    private static int bucket(int hash, int length) {
      return (hash >>> STRIPE_BITS) & (length - 1);
    }
  }
}
