package dev.plimsoll.server.fleet;

import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.RunRecord;
import dev.plimsoll.store.RunState;
import dev.plimsoll.store.Store;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The runs of the last days as they are now. State follows from their events and from silence; each
 * change is stored. All of it is used by one thread at a time: see {@link #holding}.
 */
public final class Fleet {
  /** No data for longer than this and no exit either: lost. */
  public static final long LOST_AFTER_MS = 15_000;

  /** How long a run that ended or was lost stays in view. */
  static final long IN_VIEW_MS = 48L * 3_600_000;

  private static final int MOST_OWNERS = 500;

  private final Store store;
  private final Clock clock;
  private final long startedAt;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, LiveRun> runs = new LinkedHashMap<>();
  private final Map<Instance.Key, Instance> instances = new LinkedHashMap<>();
  private final Map<String, List<Owner>> owners = new LinkedHashMap<>();

  public Fleet(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.startedAt = clock.millis();
    new FleetMemory(store).recall(this, startedAt);
  }

  /** Does something with the fleet while nobody else does. */
  public <T> T holding(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  public Optional<LiveRun> find(String run) {
    return Optional.ofNullable(runs.get(run));
  }

  public Collection<LiveRun> runs() {
    return List.copyOf(runs.values());
  }

  public List<Owner> owners(String run) {
    return owners.getOrDefault(run, List.of());
  }

  /**
   * Takes note of a run that a sender mentions.
   *
   * @param byAgent whether the sender is the run's own agent, which knows best
   */
  public void hear(Identity identity, boolean byAgent) {
    LiveRun known = runs.get(identity.run());
    if (known == null) {
      known = recallOrMeet(identity);
    } else if (byAgent || known.identity().pid() == 0) {
      // A supervisor may mention a run before its process has come about.
      known.correct(identity);
    }
    // Of a run without agent the supervisor's word is all there is.
    if (byAgent || known.latest() == null) {
      heard(known);
    }
  }

  public void read(Sample sample) {
    find(sample.run())
        .ifPresent(
            run -> {
              run.read(sample.at(), sample.metrics());
              heard(run);
            });
  }

  public void tell(JournalEntry event) {
    LiveRun run = runs.get(event.run());
    if (run == null) {
      return;
    }
    instance(run).tell(event);
    if (run.tell(event)) {
      save(run);
    }
  }

  /** Replaces what is known of the run's owners; the largest are kept. */
  public void own(String run, List<Owner> now) {
    owners.put(
        run,
        now.stream()
            .sorted(Comparator.comparingLong(Owner::count).reversed())
            .limit(MOST_OWNERS)
            .toList());
  }

  /** Looks who fell silent or came back, and forgets who is out of view. */
  public void tick() {
    long now = clock.millis();
    for (LiveRun run : runs()) {
      // Our own absence is not theirs.
      boolean wasLost = run.state() == RunState.LOST;
      long silence = now - (wasLost ? run.heardAt() : Math.max(run.heardAt(), startedAt));
      if (run.silent(silence > LOST_AFTER_MS, now)) {
        save(run);
      }
      if (run.state().ended() || run.state() == RunState.LOST) {
        forgetIfOld(run, now);
      }
    }
  }

  Collection<Instance> instances() {
    return instances.values();
  }

  /** An event from before the start; it brings no lost run back. */
  void recall(LiveRun run, JournalEntry event) {
    instance(run).tell(event);
    if (run.state() == RunState.LOST ? run.tellSilently(event) : run.tell(event)) {
      save(run);
    }
  }

  /** Takes a run that is stored into view. */
  LiveRun remember(RunRecord record) {
    LiveRun run = new LiveRun(record);
    runs.put(run.id(), run);
    instances.computeIfAbsent(Instance.Key.of(run.identity()), this::meet).runs().add(run);
    return run;
  }

  Instance instance(LiveRun run) {
    Instance found = instances.get(Instance.Key.of(run.identity()));
    if (found == null) { // the agent corrected where the run belongs
      instances.values().forEach(other -> other.runs().remove(run));
      instances.values().removeIf(other -> other.runs().isEmpty());
      found = instances.computeIfAbsent(Instance.Key.of(run.identity()), this::meet);
      found.runs().add(run);
    }
    return found;
  }

  private void heard(LiveRun run) {
    long now = clock.millis();
    run.heard(now);
    if (run.silent(false, now)) {
      save(run);
    }
  }

  /** A run that is stored, because its batch was, and not in view yet. */
  private LiveRun recallOrMeet(Identity identity) {
    RunRecord met =
        new RunRecord(
            identity, RunState.STARTING, identity.startedAt(), clock.millis(), null, null);
    Instance known = instances.get(Instance.Key.of(identity));
    if (known != null) {
      known.countRun();
    }
    return remember(store.runs().find(identity.run()).orElse(met));
  }

  private Instance meet(Instance.Key key) {
    return new Instance(key, store.runs().count(key.service(), key.instance(), key.host()));
  }

  private void forgetIfOld(LiveRun run, long now) {
    if (now - run.heardAt() <= IN_VIEW_MS) {
      return;
    }
    runs.remove(run.id());
    owners.remove(run.id());
    List<LiveRun> ofInstance = new ArrayList<>(instance(run).runs());
    instance(run).runs().remove(run);
    if (ofInstance.size() == 1) {
      instances.remove(Instance.Key.of(run.identity()));
    }
  }

  private void save(LiveRun run) {
    RunRecord record = run.record();
    store.write(
        transaction -> {
          transaction.state(
              record.id(), record.state(), record.since(), record.endedAt(), record.exit());
          return true;
        });
  }
}
