package dev.plimsoll.server.fleet;

import java.util.List;
import java.util.OptionalLong;

/** When live heap reaches a size, if it goes on as it did. */
final class Forecast {
  private static final int FEWEST_POINTS = 20;
  private static final long SHORTEST_SPAN_MS = 20_000;

  /** Share of the variance that the line must explain; below, the readings are no line. */
  private static final double WEAKEST_FIT = 0.5;

  private static final long FARTHEST_MS = 7L * 24 * 3_600_000;

  /** Live heap at an instant, epoch milliseconds and bytes. */
  record Point(long at, double live) {}

  private Forecast() {}

  /**
   * Milliseconds from {@code now} until the fitted line reaches the size; 0 if live heap is there
   * already. Nothing if there are too few points, they fall or are flat, lie on no line, or the day
   * is more than a week away.
   *
   * <p>Ordinary least squares of live heap on time.
   *
   * @param points oldest first
   * @param size bytes
   */
  static OptionalLong untilReaches(List<Point> points, double size, long now) {
    if (points.size() < FEWEST_POINTS) {
      return OptionalLong.empty();
    }
    Point first = points.get(0);
    Point last = points.get(points.size() - 1);
    if (last.live() >= size) {
      return OptionalLong.of(0);
    }
    if (last.at() - first.at() < SHORTEST_SPAN_MS) {
      return OptionalLong.empty();
    }
    double meanAt = points.stream().mapToDouble(p -> p.at() - first.at()).average().orElseThrow();
    double meanLive = points.stream().mapToDouble(Point::live).average().orElseThrow();
    double atAt = 0;
    double atLive = 0;
    double liveLive = 0;
    for (Point point : points) {
      double dAt = point.at() - first.at() - meanAt;
      double dLive = point.live() - meanLive;
      atAt += dAt * dAt;
      atLive += dAt * dLive;
      liveLive += dLive * dLive;
    }
    double slope = atLive / atAt;
    boolean fits = liveLive > 0 && atLive * atLive / (atAt * liveLive) >= WEAKEST_FIT;
    if (!(slope > 0) || !fits) {
      return OptionalLong.empty();
    }
    double fittedNow = meanLive + slope * (now - first.at() - meanAt);
    double ms = Math.max(0, (size - fittedNow) / slope);
    return ms > FARTHEST_MS ? OptionalLong.empty() : OptionalLong.of(Math.round(ms));
  }
}
