package dev.plimsoll.benchmarks.handles;

import dev.plimsoll.benchmarks.report.Series;

/** What one kind of work cost under one peer, reading by reading, in nanoseconds an operation. */
final class Cost {
  private final Series wall = new Series();
  private final Series cpu = new Series();

  /** Wall time of a burst over the operations of all threads. */
  Series wall() {
    return wall;
  }

  /** CPU of all threads over their operations: steadier where others want the processors. */
  Series cpu() {
    return cpu;
  }

  /** Adds an answer of {@code HandleWork}. */
  void add(String answer) {
    String[] nanos = answer.split(" ", -1);
    wall.add(Double.parseDouble(nanos[0]));
    cpu.add(Double.parseDouble(nanos[1]));
  }
}
