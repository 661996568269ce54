package dev.plimsoll.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events. */
public interface Journal {

  /**
   * What to list; null (and no kinds) means any.
   *
   * @param from earliest, epoch milliseconds, inclusive
   * @param to latest, epoch milliseconds, inclusive
   */
  record Query(
      @Nullable String run,
      @Nullable String service,
      @Nullable String instance,
      Set<String> kinds,
      long from,
      long to,
      int limit,
      @Nullable String cursor) {

    public static Query ofRun(String run, int limit) {
      return new Query(run, null, null, Set.of(), 0, Long.MAX_VALUE, limit, null);
    }

    public Query kinds(String... names) {
      return new Query(run, service, instance, Set.of(names), from, to, limit, cursor);
    }
  }

  /**
   * Newest first; of the same millisecond the one that came last first.
   *
   * @throws IllegalArgumentException if the cursor is none of ours
   */
  Page<JournalEntry> list(Query query);
}
