package dev.plimsoll.agent.jfr;

import dev.plimsoll.wire.reading.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import jdk.jfr.consumer.RecordedClassLoader;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Once a minute, how many classes and how much metaspace each class loader holds, and how many
 * loaders there are of each name: a web application that was redeployed and can't be collected
 * shows as one loader more each time. The reading is a VM operation of a fraction of a millisecond.
 */
final class LoaderEvents {
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int MOST_ROWS = 15;
  private static final int MOST_NAMES = 1_000;
  private static final String OWN = "plimsoll";

  private static final class Sum {
    long loaders;
    long classes;
    long bytes;
  }

  private final RecordGauge gauge;
  private Map<String, Sum> reading = new HashMap<>();
  private volatile Map<String, Sum> latest = Map.of();

  LoaderEvents(RecordGauge gauge) {
    this.gauge = gauge;
  }

  void subscribe(Subscription subscription) {
    subscription.periodic(EventSources.LOADERS, PERIOD, this::add);
  }

  private void add(RecordedEvent event) {
    RecordedClassLoader loader = event.getValue("classLoader");
    String name = nameOf(loader);
    if (reading.size() >= MOST_NAMES && !reading.containsKey(name)) {
      name = AllocationTable.OTHER;
    }
    Sum sum = reading.computeIfAbsent(name, ignored -> new Sum());
    sum.loaders++;
    sum.classes += event.getLong("classCount") + event.getLong("hiddenClassCount");
    sum.bytes += event.getLong("chunkSize") + event.getLong("hiddenChunkSize");
  }

  /** All events of one reading come in one flush. */
  void flushed() {
    if (reading.isEmpty()) {
      return;
    }
    Map<String, Sum> whole = reading;
    reading = new HashMap<>();
    Sum own = whole.remove(OWN);
    if (own != null) {
      gauge.ownClasses(own.classes, own.bytes);
    }
    latest = whole;
  }

  void clear() {
    reading = new HashMap<>();
    latest = Map.of();
  }

  /** Owners of kind {@code classes} by size, and {@code class-loader} where a name has several. */
  List<Owner> rows(String run) {
    Map<String, Sum> whole = latest;
    List<Owner> rows = new ArrayList<>();
    biggest(whole, sum -> sum.bytes)
        .forEach(entry -> rows.add(row(run, "classes", entry, entry.getValue().classes)));
    biggest(whole, sum -> sum.loaders).stream()
        .filter(entry -> entry.getValue().loaders > 1)
        .forEach(entry -> rows.add(row(run, "class-loader", entry, entry.getValue().loaders)));
    return rows;
  }

  private static List<Map.Entry<String, Sum>> biggest(
      Map<String, Sum> whole, ToLongFunction<Sum> by) {
    Comparator<Map.Entry<String, Sum>> order =
        Comparator.comparingLong(entry -> -by.applyAsLong(entry.getValue()));
    return whole.entrySet().stream().sorted(order).limit(MOST_ROWS).toList();
  }

  private static Owner row(String run, String kind, Map.Entry<String, Sum> entry, long count) {
    return Owner.sized(run, kind, entry.getKey(), null, count, entry.getValue().bytes);
  }

  private static String nameOf(RecordedClassLoader loader) {
    if (loader == null) {
      return "bootstrap";
    }
    String name = loader.getName();
    if (name != null && !name.isBlank()) {
      return name;
    }
    return loader.getType() == null ? "bootstrap" : loader.getType().getName();
  }
}
