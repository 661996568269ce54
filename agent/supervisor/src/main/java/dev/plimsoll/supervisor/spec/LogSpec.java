package dev.plimsoll.supervisor.spec;

import java.time.Duration;

/**
 * How much is kept of what a service prints, for each of its instances.
 *
 * @param size bytes at which a file is closed and the next one begun; 4 KiB to 1 GiB
 * @param keep closed files that are kept, 0 to 1000
 * @param age closed files older than this are removed; a file is closed after a day, or after this
 *     time if it is shorter
 */
public record LogSpec(long size, int keep, Duration age) {
  private static final long LEAST = 4096;
  private static final long MOST = 1L << 30;
  private static final int MOST_FILES = 1000;
  private static final long DEFAULT_SIZE = 16 << 20;
  private static final int DEFAULT_KEEP = 5;

  public static final LogSpec DEFAULT =
      new LogSpec(DEFAULT_SIZE, DEFAULT_KEEP, Duration.ofDays(14));

  public LogSpec {
    if (size < LEAST || size > MOST) {
      throw new IllegalArgumentException("a log file has 4 KiB to 1 GiB, not " + size + " bytes");
    }
    if (keep < 0 || keep > MOST_FILES) {
      throw new IllegalArgumentException("0 to 1000 closed log files can be kept, not " + keep);
    }
    if (age.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("logs must be kept for a second at least");
    }
  }
}
