package dev.plimsoll.server.ingest;

import dev.plimsoll.server.commands.CommandDesk;
import dev.plimsoll.server.fleet.Fleet;
import dev.plimsoll.server.fleet.LiveRun;
import dev.plimsoll.server.policy.PolicyBook;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.Store;
import dev.plimsoll.store.Transaction;
import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes a batch: stores what is new in it, durably, then acts upon that. What was acknowledged is
 * on the disk; what follows from it can be found again from there.
 */
public final class Ingest {
  private static final long FLUSH_MS = 1_000;

  /** What of a batch came for the first time. */
  private record Fresh(List<Sample> samples, List<JournalEntry> events) {}

  private final Store store;
  private final Fleet fleet;
  private final CommandDesk commands;
  private final PolicyBook policies;
  private final Consequences consequences;
  private final Clock clock;

  public Ingest(
      Store store,
      Fleet fleet,
      CommandDesk commands,
      PolicyBook policies,
      Consequences consequences,
      Clock clock) {
    this.store = store;
    this.fleet = fleet;
    this.commands = commands;
    this.policies = policies;
    this.consequences = consequences;
    this.clock = clock;
  }

  /**
   * Stores the batch and answers it.
   *
   * @throws MalformedBatchException if it contradicts itself; nothing was stored then
   */
  public Reply take(Batch batch) throws MalformedBatchException {
    Map<String, Identity> runs = new HashMap<>();
    fleet.holding(() -> identities(batch, runs));
    BatchCheck.check(batch, runs::containsKey);
    batch.runs().forEach(run -> runs.put(run.run(), run));
    Fresh fresh = store.write(transaction -> write(batch, runs, transaction));
    return fleet.holding(() -> act(batch, fresh));
  }

  /** The runs that the batch mentions without introducing them. */
  private boolean identities(Batch batch, Map<String, Identity> into) {
    Stream.concat(
            batch.samples().stream().map(Sample::run), batch.events().stream().map(Event::run))
        .distinct()
        .flatMap(run -> fleet.find(run).stream())
        .forEach(run -> into.put(run.id(), run.identity()));
    return true;
  }

  private Fresh write(Batch batch, Map<String, Identity> runs, Transaction transaction) {
    long now = clock.millis();
    for (Identity run : batch.runs()) {
      transaction.identify(run, run.run().equals(batch.sender()), now);
    }
    Set<Long> claimed = transaction.claim(batch.sender(), seqs(batch).toList());
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : batch.samples()) {
      if (claimed.contains(sample.seq())) {
        transaction.append(batch.sender(), sample);
        samples.add(sample);
      }
    }
    List<JournalEntry> events = new ArrayList<>();
    for (Event event : batch.events()) {
      JournalEntry entry = entry(event, runs);
      if (claimed.contains(event.seq()) && transaction.append(entry)) {
        events.add(entry);
      }
    }
    return new Fresh(samples, events);
  }

  private Reply act(Batch batch, Fresh fresh) {
    for (Identity run : batch.runs()) {
      fleet.hear(run, run.run().equals(batch.sender()));
    }
    consequences.of(batch, fresh.samples(), fresh.events());
    batch.commands().forEach(status -> commands.answer(batch.sender(), status));
    Map<String, Policy> inForce = new LinkedHashMap<>();
    for (Identity run : batch.runs()) {
      Identity known = fleet.find(run.run()).map(LiveRun::identity).orElse(run);
      inForce.put(run.run(), policies.of(known));
    }
    long ack = seqs(batch).max(Comparator.naturalOrder()).orElse(0L);
    return new Reply(ack, FLUSH_MS, inForce, commands.pendingFor(batch.sender()));
  }

  private static Stream<Long> seqs(Batch batch) {
    return Stream.concat(
        batch.samples().stream().map(Sample::seq), batch.events().stream().map(Event::seq));
  }

  private static JournalEntry entry(Event event, Map<String, Identity> runs) {
    Identity run = runs.get(event.run());
    if (run == null) {
      throw new IllegalStateException("the batch was checked, but run is unknown: " + event.run());
    }
    return new JournalEntry(
        event.id(),
        event.at(),
        event.run(),
        run.service(),
        run.instance(),
        event.kind(),
        event.text(),
        event.data());
  }
}
