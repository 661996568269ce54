package dev.plimsoll.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.plimsoll.supervisor.instance.Outcome;
import java.util.List;

/** What commands print: JSON for programs, aligned columns for people. */
final class Printed {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final long KIB = 1024;

  private Printed() {}

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps and lists are always JSON", e);
    }
  }

  /** Columns as wide as their widest cell, two spaces between, nothing at the end of a line. */
  static String table(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        line.append(pad(row.get(column), widths[column] + 2));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  /** Prints how it ended, where it belongs, and gives the exit code. */
  static int outcome(Outcome outcome) {
    boolean done = outcome.result() == Outcome.Result.DONE;
    (done ? System.out : System.err).println(outcome.text());
    return done ? 0 : 1;
  }

  static String bytes(double bytes) {
    if (bytes >= KIB * KIB * KIB) {
      return "%.1f GiB".formatted(bytes / (KIB * KIB * KIB));
    }
    if (bytes >= KIB * KIB) {
      return "%.0f MiB".formatted(bytes / (KIB * KIB));
    }
    return "%.0f KiB".formatted(bytes / KIB);
  }

  static String duration(long millis) {
    long seconds = Math.max(0, millis / 1000);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    if (seconds < 48 * 3600) {
      return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
    return seconds / 86_400 + " d";
  }

  private static String pad(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
