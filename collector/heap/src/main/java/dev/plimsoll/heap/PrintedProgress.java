package dev.plimsoll.heap;

import dev.plimsoll.heap.graph.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says once a second what is going on; work that takes less than a second passes in silence. */
final class PrintedProgress implements Progress {
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final PrintStream out;
  private long last = System.nanoTime();

  PrintedProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void at(String stage, double fraction) {
    long now = System.nanoTime();
    if (now - last >= PERIOD) {
      last = now;
      // Stages that cannot tell how far they are stay at 0.
      String share = fraction > 0 ? String.format(Locale.ROOT, ": %.0f %%", 100 * fraction) : "";
      out.println(stage + share);
    }
  }
}
