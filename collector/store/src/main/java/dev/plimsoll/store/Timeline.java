package dev.plimsoll.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The samples. */
public interface Timeline {

  /**
   * What to read.
   *
   * @param metrics names; empty for all
   * @param from epoch milliseconds, start of the first step
   * @param to epoch milliseconds, inclusive
   * @param step milliseconds, at least 1
   */
  record Query(String run, Set<String> metrics, long from, long to, long step) {
    public Query {
      if (step < 1 || to < from) {
        throw new IllegalArgumentException("a timeline needs from <= to and step >= 1");
      }
    }

    /** How many steps the answer has. */
    public int steps() {
      return Math.toIntExact((to - from) / step + 1);
    }
  }

  /** First and last sample of a run, epoch milliseconds. */
  record Span(long from, long to) {}

  /** What one sample said. */
  record Reading(long at, Map<String, Double> metrics) {}

  /** Sees samples one by one. */
  interface Visitor {
    void reading(Reading reading);
  }

  /** The readings by step; a metric that was never read in the range is absent. */
  Map<String, Series> read(Query query);

  /** Every sample from {@code from} to {@code to}, both inclusive, oldest first. */
  void scan(String run, long from, long to, Visitor visitor);

  Optional<Reading> latest(String run);

  Optional<Span> span(String run);
}
