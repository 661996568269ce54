package dev.plimsoll.agent.boot;

import dev.plimsoll.wire.reading.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many owners are told of: all that the tables have, or only the biggest few of each kind. */
final class OwnerDetail {
  private static final int FEW = 5;

  private volatile boolean on = true;

  void set(boolean detailed) {
    on = detailed;
  }

  List<Owner> cut(List<Owner> owners) {
    if (on) {
      return owners;
    }
    List<Owner> biggest = new ArrayList<>();
    Map<String, Integer> taken = new HashMap<>();
    owners.stream()
        .sorted(Comparator.comparingLong(Owner::count).reversed())
        .filter(owner -> taken.merge(owner.kind(), 1, Integer::sum) <= FEW)
        .forEach(biggest::add);
    return biggest;
  }
}
