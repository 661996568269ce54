package dev.plimsoll.benchmarks.load;

import java.util.Arrays;

/**
 * What one burst of load met. Times are microseconds from when a request was due, or in a closed
 * loop was sent, to the end of its answer.
 *
 * @param requests answered, well or not
 * @param errors answers other than 200, and connections that broke
 * @param seconds how long the burst took
 */
public record Burst(
    long requests, long errors, double seconds, double p50, double p99, double p999) {

  /** Reads what {@link #toLine} wrote. */
  public static Burst of(String line) {
    double[] fields =
        Arrays.stream(line.trim().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    return new Burst(
        (long) fields[0], (long) fields[1], fields[2], fields[3], fields[4], fields[5]);
  }

  String toLine() {
    return requests + " " + errors + " " + seconds + " " + p50 + " " + p99 + " " + p999;
  }
}
