package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How large dumps become and how long they stop this application, by method: as the last dumps of
 * this place on this Java release went, and before the first as the slowest of those that were
 * measured went.
 */
final class DumpSpeed {
  private static final double GIB = 1L << 30;
  private static final int REMEMBERED = 4;

  /** Below this, what every dump costs hides what a byte costs. */
  private static final long LEAST_TELLING = 16L << 20;

  /** Class names, threads, and coming to a safepoint. */
  private static final long FIXED_BYTES = 4L << 20;

  private static final long FIXED_MS = 100;

  /**
   * References of four bytes become ids of eight, and each object gets 25 bytes of its own: heaps
   * of objects of 32 bytes need 1.35 times their bytes, of 24 bytes 1.8 (both measured). Packed
   * 0.4.
   */
  private static final double USUAL_GROWTH = 2;

  private static final double USUAL_PACKED = 0.6;

  /** Milliseconds a GiB of live heap with one thread; two take half as long. */
  private static final double USUAL_MS = 5_500;

  private static final double USUAL_PACKED_MS = 15_000;

  /** Times the usual; beyond that it is the host that is slow, not the dump. */
  private static final double SLOWEST = 4;

  /** The next heap is not the last one. */
  private static final double CAUTION = 1.15;

  private final Path file;
  private final String release;
  private final Map<String, List<Measured>> measured = new TreeMap<>();

  private record Measured(double growth, double msPerGib) {}

  DumpSpeed(Path file, int feature) {
    this.file = file;
    this.release = "java-" + feature + "-";
    load();
  }

  /** Predicted size of the file. */
  synchronized long bytes(DumpMethod method, long live) {
    double usual = method.gzip() ? USUAL_PACKED : USUAL_GROWTH;
    double growth = middle(method, Measured::growth).orElse(usual / CAUTION);
    return FIXED_BYTES + (long) (live * growth * CAUTION);
  }

  /** Predicted stop of the application, milliseconds, with the collection that comes first. */
  synchronized long pauseMs(DumpMethod method, long live) {
    double usual = (method.gzip() ? USUAL_PACKED_MS : USUAL_MS) / method.threads();
    double speed = middle(method, Measured::msPerGib).orElse(usual / CAUTION);
    // One dump on a starved host must not forbid the next ones for ever.
    return FIXED_MS + (long) (live / GIB * Math.min(speed, SLOWEST * usual) * CAUTION);
  }

  /** The upper one of the middle: a single hiccup is no speed. */
  private OptionalDouble middle(DumpMethod method, ToDoubleFunction<Measured> what) {
    double[] sorted =
        measured.getOrDefault(release + method.key(), List.of()).stream()
            .mapToDouble(what)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[sorted.length / 2]);
  }

  /** Learns how one went. */
  synchronized void learn(DumpMethod method, long live, long bytes, long pauseMs) {
    if (live < LEAST_TELLING) {
      return;
    }
    List<Measured> last =
        measured.computeIfAbsent(release + method.key(), unused -> new ArrayList<>());
    last.add(
        new Measured(
            (double) Math.max(0, bytes - FIXED_BYTES) / live,
            Math.max(0, pauseMs - FIXED_MS) * GIB / live));
    if (last.size() > REMEMBERED) {
      last.remove(0);
    }
    save();
  }

  private void load() {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      Json.readObject(in).values().forEach(this::recall);
    } catch (IOException | MalformedMessageException e) {
      Trouble.count("dump speed", e);
    }
  }

  private void recall(String key, @Nullable Object rows) {
    List<Measured> known = new ArrayList<>();
    for (Object row : rows instanceof List<?> list ? list : List.of()) {
      if (row instanceof Map<?, ?> map
          && map.get("growth") instanceof Number growth
          && map.get("msPerGib") instanceof Number speed
          && known.size() < REMEMBERED) {
        known.add(new Measured(growth.doubleValue(), speed.doubleValue()));
      }
    }
    measured.put(key, known);
  }

  private void save() {
    Map<String, Object> json = new LinkedHashMap<>();
    measured.forEach(
        (key, rows) ->
            json.put(
                key,
                rows.stream()
                    .map(row -> Map.of("growth", row.growth(), "msPerGib", row.msPerGib()))
                    .toList()));
    try {
      WholeFile.write(file, json);
    } catch (IOException e) {
      Trouble.count("dump speed", e);
    }
  }
}
