package dev.plimsoll.store;

import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The writes of one {@link Store.Work}; valid only inside it. */
public interface Transaction {

  /**
   * Which of these numbers of the sender's sequence come for the first time. From now on they count
   * as seen, in whatever order the others follow.
   */
  Set<Long> claim(String sender, Collection<Long> seqs);

  /**
   * Notes that the run exists and was heard of. A new run is {@link RunState#STARTING}.
   *
   * @param corrects whether the sender knows better than what is stored, as the run's own agent
   *     does
   * @param heardAt epoch milliseconds by the collector's clock
   */
  void identify(Identity identity, boolean corrects, long heardAt);

  void state(
      String run,
      RunState state,
      long since,
      @Nullable Long endedAt,
      @Nullable Map<String, @Nullable Object> exit);

  void append(String sender, Sample sample);

  /** Adds the event unless one with its id is there; says whether it did. */
  boolean append(JournalEntry event);

  void save(DumpRecord dump);

  void deleteDump(String id);

  void save(CommandRecord command);
}
