package dev.plimsoll.agent.handles;

import dev.plimsoll.wire.reading.Latency;
import dev.plimsoll.wire.reading.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The owners of one run as a batch carries them: so many of each kind, the rest of it in one. */
final class OwnerRows {
  private static final int MOST_OF_A_KIND = 25;
  private static final Comparator<Owner> LARGEST_FIRST =
      Comparator.comparingLong(Owner::count)
          .thenComparingLong(Owner::oldestMs)
          .reversed()
          .thenComparing(Owner::owner);

  private final String run;
  private final Map<String, Map<String, Owner>> byKind = new HashMap<>();

  OwnerRows(String run) {
    this.run = run;
  }

  /** Adds to what the owner of that kind and name has. */
  void add(String kind, String owner, @Nullable Frame frame, long count, long oldestMs) {
    add(kind, owner, frame, count, oldestMs, null, null);
  }

  void add(
      String kind,
      String owner,
      @Nullable Frame frame,
      long count,
      long oldestMs,
      @Nullable Latency latency,
      @Nullable Long bytes) {
    add(
        new Owner(
            run,
            kind,
            owner,
            frame == null ? null : frame.text(),
            count,
            oldestMs,
            latency,
            bytes));
  }

  boolean has(String kind, String owner) {
    return byKind.getOrDefault(kind, Map.of()).containsKey(owner);
  }

  /** Largest first. */
  List<Owner> rows() {
    List<Owner> rows = new ArrayList<>();
    for (Map<String, Owner> owners : byKind.values()) {
      List<Owner> sorted = owners.values().stream().sorted(LARGEST_FIRST).toList();
      rows.addAll(sorted.subList(0, Math.min(MOST_OF_A_KIND, sorted.size())));
      sorted.stream()
          .skip(MOST_OF_A_KIND)
          .map(owner -> named(Holders.OTHER, owner))
          .reduce(OwnerRows::sum)
          .ifPresent(rows::add);
    }
    rows.sort(LARGEST_FIRST);
    return List.copyOf(rows);
  }

  private void add(Owner owner) {
    byKind
        .computeIfAbsent(owner.kind(), kind -> new HashMap<>())
        .merge(owner.owner(), owner, OwnerRows::sum);
  }

  private static Owner named(String name, Owner owner) {
    return new Owner(
        owner.run(),
        owner.kind(),
        name,
        null,
        owner.count(),
        owner.oldestMs(),
        null,
        owner.bytes());
  }

  private static Owner sum(Owner one, Owner other) {
    Owner larger = one.count() >= other.count() ? one : other;
    String frame =
        larger.frame() != null ? larger.frame() : one.frame() != null ? one.frame() : other.frame();
    return new Owner(
        one.run(),
        one.kind(),
        one.owner(),
        frame,
        one.count() + other.count(),
        Math.max(one.oldestMs(), other.oldestMs()),
        larger.latency(),
        sum(one.bytes(), other.bytes()));
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null ? other : other == null ? one : Long.valueOf(one + other);
  }
}
