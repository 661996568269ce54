package dev.plimsoll.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of sequence numbers as ranges: a sender that loses nothing has one range for ever.
 *
 * <p>A sender that thinned its buffer leaves a gap at each lost number. Gaps beyond {@link
 * #MOST_RANGES} are closed from the oldest on: senders resend in order, so nobody comes back to
 * fill them.
 */
final class SeenRanges {
  static final int MOST_RANGES = 4096;

  /** First of a range -> its last, inclusive. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  /** Adds the number; says whether it was new. */
  boolean add(long number) {
    Map.Entry<Long, Long> before = ranges.floorEntry(number);
    if (before != null && before.getValue() >= number) {
      return false;
    }
    long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
    Long following = ranges.remove(number + 1);
    ranges.put(first, following == null ? number : following);
    return true;
  }

  int size() {
    return ranges.size();
  }

  byte[] encode() {
    closeOldestGaps();
    VarintWriter out = new VarintWriter(ranges.size() * 4);
    long position = 0;
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      out.write(range.getKey() - position);
      out.write(range.getValue() - range.getKey());
      position = range.getValue();
    }
    return out.toBytes();
  }

  static SeenRanges decode(byte[] bytes) {
    SeenRanges seen = new SeenRanges();
    VarintReader in = new VarintReader(bytes);
    long position = 0;
    while (in.hasMore()) {
      long first = position + in.read();
      position = first + in.read();
      seen.ranges.put(first, position);
    }
    return seen;
  }

  private void closeOldestGaps() {
    int excess = ranges.size() - MOST_RANGES;
    if (excess <= 0) {
      return;
    }
    List<Map.Entry<Long, Long>> oldest = new ArrayList<>();
    for (int i = 0; i <= excess; i++) {
      oldest.add(ranges.pollFirstEntry());
    }
    ranges.put(oldest.get(0).getKey(), oldest.get(excess).getValue());
  }
}
