package dev.plimsoll.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;

/** One connection's share of a burst. */
final class Sender implements Callable<Sender> {
  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final boolean once;
  private final int port;
  private final byte[][] requests;
  private final Pace pace;
  private final Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);
  private int turn;
  private long errors;

  Sender(boolean once, int port, byte[][] requests, Pace pace, int first) {
    this.once = once;
    this.port = port;
    this.requests = requests;
    this.pace = pace;
    this.turn = first;
  }

  @Override
  public Sender call() {
    long due = pace.next();
    while (due != -1) {
      try (Connection connection = new Connection(port)) {
        do {
          errors += connection.ask(requests[turn++ % requests.length]) ? 0 : 1;
          record(due);
          due = pace.next();
        } while (due != -1 && !once);
      } catch (IOException e) {
        errors++;
        record(due);
        due = pace.next();
      }
    }
    return this;
  }

  Histogram nanos() {
    return nanos;
  }

  long errors() {
    return errors;
  }

  private void record(long due) {
    nanos.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - due));
  }
}
