package dev.plimsoll.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs, ended ones too. */
public interface Runs {

  /**
   * What to list; null means any.
   *
   * @param limit most items of a page, at least 1
   * @param cursor {@link Page#next()} of the page before
   */
  record Query(
      @Nullable String service,
      @Nullable String instance,
      @Nullable RunState state,
      int limit,
      @Nullable String cursor) {}

  Optional<RunRecord> find(String run);

  /**
   * Newest start first.
   *
   * @throws IllegalArgumentException if the cursor is none of ours
   */
  Page<RunRecord> list(Query query);

  /** Runs that have not ended, and those heard of since then. */
  List<RunRecord> current(long heardSince);

  /** How many runs the instance has had. */
  long count(String service, String instance, String host);
}
