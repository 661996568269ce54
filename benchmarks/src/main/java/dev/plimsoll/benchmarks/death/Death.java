package dev.plimsoll.benchmarks.death;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Prints, as a Markdown table, what the black box gives back after each way to end. */
final class Death {
  private static final int ROUNDS = 3;

  private Death() {}

  @SuppressWarnings("SystemOut") // the table is what it is for
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> words = List.of(args);
    Path agent = Path.of(option(words, "--agent", "agent.jar"));
    int rounds = Integer.parseInt(option(words, "--rounds", String.valueOf(ROUNDS)));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    System.out.printf("Java %s, %d rounds each%n%n", Runtime.version(), rounds);
    System.out.println(
        "| end | exit | lost s (each round) | samples heard alive | given back | missing between | events in flight recording |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    for (Ending ending : Ending.values()) {
      System.out.println(row(ending, java, agent, rounds));
    }
  }

  private static String row(Ending ending, Path java, Path agent, int rounds)
      throws IOException, InterruptedException {
    String[] cells = new String[6];
    Arrays.fill(cells, "");
    for (int round = 0; round < rounds; round++) {
      Path folder = Files.createTempDirectory("death");
      try {
        Outcome outcome = new Trial(java, agent, folder).of(ending);
        String between = round == 0 ? "" : " / ";
        cells[0] += between + outcome.status();
        cells[1] += between + String.format(Locale.ROOT, "%.2f", outcome.lastMs() / 1e3);
        cells[2] += between + outcome.heard();
        cells[3] += between + outcome.givenBack();
        cells[4] += between + outcome.missing();
        cells[5] += between + events(outcome.recording());
      } finally {
        delete(folder);
      }
    }
    return "| " + ending.title() + " | " + String.join(" | ", cells) + " |";
  }

  /** As many as the JDK's own reader finds. */
  private static String events(@Nullable Path recording) throws IOException {
    return recording == null
        ? "none kept"
        : String.valueOf(RecordingFile.readAllEvents(recording).size());
  }

  private static String option(List<String> words, String name, String absent) {
    int at = words.indexOf(name);
    return at < 0 || at + 1 >= words.size() ? absent : words.get(at + 1);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
