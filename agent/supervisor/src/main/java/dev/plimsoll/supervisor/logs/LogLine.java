package dev.plimsoll.supervisor.logs;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A line of a log file. The form is that of Kubernetes' container runtimes, which shippers of logs
 * can read: {@code 2026-03-01T12:00:00.123Z stdout F:3f2a9c1b the text}. {@code F} ends a line and
 * {@code P} is a part of one that goes on in the next record of the same stream; behind the colon
 * stands the beginning of the run's id.
 *
 * @param at when the supervisor read it, epoch milliseconds
 * @param stream {@code stdout} or {@code stderr}
 * @param run first eight characters of the run's id
 * @param ends false for a part that goes on
 */
public record LogLine(long at, String stream, String run, boolean ends, String text) {
  public static final String STDOUT = "stdout";
  public static final String STDERR = "stderr";

  /** Characters of a run's id that go into each record. */
  public static final int RUN_LENGTH = 8;

  /** Null if it is no record, such as one that was cut when the disk was full. */
  static @Nullable LogLine parse(String record) {
    int time = record.indexOf(' ');
    int stream = record.indexOf(' ', time + 1);
    int tag = record.indexOf(' ', stream + 1);
    if (time < 0 || stream < 0 || tag < stream + 4) {
      return null;
    }
    String name = record.substring(time + 1, stream);
    char kind = record.charAt(stream + 1);
    if (!(name.equals(STDOUT) || name.equals(STDERR)) || (kind != 'F' && kind != 'P')) {
      return null;
    }
    try {
      long at = Instant.parse(record.substring(0, time)).toEpochMilli();
      String run = record.substring(stream + 3, tag);
      return new LogLine(at, name, run, kind == 'F', record.substring(tag + 1));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** What every record of one moment, stream and run begins with. */
  static String head(long at, String stream, String run, boolean ends) {
    String id = run.length() > RUN_LENGTH ? run.substring(0, RUN_LENGTH) : run;
    return stamp(at) + " " + stream + (ends ? " F:" : " P:") + id + " ";
  }

  /** Always with milliseconds, so that stamps sort as text. */
  static String stamp(long at) {
    String second = Instant.ofEpochSecond(Math.floorDiv(at, 1000)).toString();
    long millis = Math.floorMod(at, 1000L);
    return second.substring(0, second.length() - 1)
        + "."
        + String.valueOf(1000 + millis).substring(1)
        + "Z";
  }

  LogLine followedBy(LogLine next) {
    return new LogLine(at, stream, run, next.ends, text + next.text);
  }
}
