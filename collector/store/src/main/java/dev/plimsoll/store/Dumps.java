package dev.plimsoll.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue of heap dumps; the files themselves lie elsewhere. */
public interface Dumps {

  /** What to list; null means any. */
  record Query(
      @Nullable String run, @Nullable String service, int limit, @Nullable String cursor) {}

  Optional<DumpRecord> find(String id);

  /**
   * Newest first.
   *
   * @throws IllegalArgumentException if the cursor is none of ours
   */
  Page<DumpRecord> list(Query query);

  /** All dumps in one of these states, oldest first. */
  List<DumpRecord> in(DumpState... states);
}
