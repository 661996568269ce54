package dev.plimsoll.benchmarks.subject;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Runs the {@code main} of the class that is its first argument, and says before anything else
 * {@code began MILLIS NANOS}: the instant, and the CPU that the main thread has used until then.
 */
public final class Timed {
  private Timed() {}

  public static void main(String[] args) throws Exception {
    long millis = System.currentTimeMillis();
    System.out.println("began " + millis + " " + cpuNanos());
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  /** Of this thread: the first figure of its scheduler statistics. */
  static long cpuNanos() throws IOException {
    try (InputStream in = new FileInputStream("/proc/thread-self/schedstat")) {
      String figures = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return Long.parseLong(figures.substring(0, figures.indexOf(' ')));
    }
  }
}
