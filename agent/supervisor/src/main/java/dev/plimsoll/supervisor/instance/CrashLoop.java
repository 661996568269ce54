package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.spec.RestartSpec;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether an instance ends again and again. Two rules, so that none can be dodged: so many ends
 * within a sliding window, however long each run had lived; and so many runs in a row that never
 * came to live long enough, however slowly they went down. It is over when a run has lived that
 * long. Thread-safe.
 */
final class CrashLoop {
  /**
   * What it comes to.
   *
   * @param ends how often it ended
   * @param within in which time
   * @param justFound false if it was known before
   */
  record Finding(int ends, Duration within, boolean justFound) {}

  /**
   * What has been counted.
   *
   * @param ends within the window, epoch milliseconds
   * @param firstInARow start of the first run in a row, epoch milliseconds
   */
  record Count(List<Long> ends, int inARow, long firstInARow, boolean on) {
    static final Count NONE = new Count(List.of(), 0, 0, false);

    Map<String, Object> toJson() {
      // As texts: the reader of messages has no lists of numbers.
      String times = ends.stream().map(String::valueOf).collect(Collectors.joining(" "));
      return Map.of("ends", times, "inARow", inARow, "firstInARow", firstInARow, "on", on);
    }

    static Count from(JsonObject json) throws MalformedMessageException {
      String times = json.string("ends");
      try {
        List<Long> ends =
            times.isEmpty()
                ? List.of()
                : Arrays.stream(times.split(" ", -1)).map(Long::valueOf).toList();
        return new Count(
            ends, (int) json.number("inARow"), json.number("firstInARow"), json.flag("on", false));
      } catch (NumberFormatException e) {
        throw MalformedMessageException.badValue("ends", times);
      }
    }
  }

  private final RestartSpec spec;
  private final Clock clock;
  private final Deque<Long> ends = new ArrayDeque<>();
  private int inARow;
  private long firstInARow;
  private boolean on;

  CrashLoop(RestartSpec spec, Clock clock) {
    this.spec = spec;
    this.clock = clock;
  }

  /** Goes on with what was counted before. */
  synchronized void resume(Count count) {
    ends.addAll(count.ends());
    inARow = count.inARow();
    firstInARow = count.firstInARow();
    on = count.on();
  }

  synchronized Count count() {
    return new Count(List.copyOf(ends), inARow, firstInARow, on);
  }

  /**
   * A run has ended that nobody had asked to end.
   *
   * @param uptime zero if no process came about
   * @return null as long as it is no loop
   */
  synchronized @Nullable Finding ended(Duration uptime) {
    long now = clock.millis();
    if (uptime.compareTo(spec.resetAfter()) >= 0) {
      inARow = 0;
    }
    if (inARow++ == 0) {
      firstInARow = now - uptime.toMillis();
    }
    ends.addLast(now);
    while (now - ends.getFirst() > spec.window().toMillis()) {
      ends.removeFirst();
    }
    boolean before = on;
    on |= ends.size() >= spec.max() || inARow >= spec.max();
    if (!on) {
      return null;
    }
    boolean row = inARow > ends.size();
    long since = row ? firstInARow : ends.getFirst();
    return new Finding(Math.max(inARow, ends.size()), Duration.ofMillis(now - since), !before);
  }

  synchronized boolean isOn() {
    return on;
  }

  /** A run has lived long enough to believe in it. */
  synchronized void recovered() {
    on = false;
    inARow = 0;
    ends.clear();
  }
}
