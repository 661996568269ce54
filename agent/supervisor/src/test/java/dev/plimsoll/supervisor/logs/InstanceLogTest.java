package dev.plimsoll.supervisor.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.supervisor.spec.LogSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLogTest {
  private static final LogSpec SMALL = new LogSpec(4096, 100, Duration.ofDays(1));
  @TempDir private Path state;

  @Test
  void theLastLinesComeFromAsManyFilesAsItTakes() throws Exception {
    try (Logs logs = logs();
        InstanceLog log = LogShelf.in(state).open("push", 0)) {
      Capture capture = logs.capture("push", 0, "run", SMALL);
      printNumbers(capture, 0, 300);
      LogFolder folder = new LogFolder(state.resolve("logs/push"), 0, Clock.systemUTC());
      assertThat(folder.closed().size()).isGreaterThan(2);
      pack(folder.closed().get(folder.closed().size() - 1));
      assertThat(texts(log.last(250, line -> true)))
          .isEqualTo(IntStream.range(50, 300).mapToObj(i -> "line " + i).toList());
    }
  }

  @Test
  void followingMissesNothingWhileFilesAreClosed() throws Exception {
    List<String> seen = new ArrayList<>();
    try (Logs logs = logs();
        InstanceLog log = LogShelf.in(state).open("push", 0)) {
      assertThat(log.last(10, line -> true)).isEmpty();
      Capture capture = logs.capture("push", 0, "run", SMALL);
      for (int from = 0; from < 1000; from += 100) {
        printNumbers(capture, from, from + 100);
        seen.addAll(texts(log.next()));
      }
    }
    assertThat(seen).isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void streamsAndRunsAreToldApart() throws Exception {
    try (Logs logs = logs();
        InstanceLog log = LogShelf.in(state).open("push", 0)) {
      Capture first = logs.capture("push", 0, "first-run", LogSpec.DEFAULT);
      Capture second = logs.capture("push", 0, "second-run", LogSpec.DEFAULT);
      print(first.output(), "a");
      first.catchUp();
      print(second.errors(), "b\n");
      second.catchUp();
      print(first.output(), "c\n");
      first.catchUp();
      assertThat(log.last(10, line -> true))
          .extracting(LogLine::stream, LogLine::run, LogLine::text)
          .containsExactly(tuple("stderr", "second-r", "b"), tuple("stdout", "first-ru", "ac"));
    }
  }

  @Test
  void whatNoSupervisorHasReadYetIsShownOnceAllTheSame() throws Exception {
    Capture capture;
    try (Logs logs = logs()) {
      capture = logs.capture("push", 0, "run", LogSpec.DEFAULT);
      print(capture.output(), "one\n");
    }
    print(capture.output(), "two\n");
    try (InstanceLog log = LogShelf.in(state).open("push", 0)) {
      assertThat(texts(log.last(10, line -> true))).containsExactly("one", "two");
      print(capture.output(), "three\n");
      assertThat(texts(log.next())).containsExactly("three");
      try (Logs logs = logs()) {
        Capture again = logs.capture("push", 0, "run", LogSpec.DEFAULT);
        print(again.output(), "four\n");
        again.catchUp();
        assertThat(texts(log.next())).containsExactly("four");
      }
    }
  }

  @Test
  void theShelfKnowsWhoHasPrinted() throws Exception {
    LogShelf shelf = LogShelf.in(state);
    assertThat(shelf.services()).isEmpty();
    try (Logs logs = logs()) {
      logs.capture("push", 1, "run", LogSpec.DEFAULT);
      logs.capture("front", 0, "other", LogSpec.DEFAULT);
      assertThat(shelf.services()).containsExactly("front", "push");
      assertThat(shelf.instances("push")).containsExactly(1);
      assertThat(shelf.instances("nobody")).isEmpty();
    }
  }

  private Logs logs() {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return new Logs(state, nowhere, nowhere, Clock.systemUTC(), text -> {});
  }

  private static void printNumbers(Capture capture, int from, int to)
      throws IOException, InterruptedException {
    for (int number = from; number < to; number += 10) {
      StringBuilder text = new StringBuilder();
      IntStream.range(number, number + 10)
          .forEach(i -> text.append("line ").append(i).append('\n'));
      print(capture.output(), text.toString());
      capture.catchUp();
    }
  }

  private static void pack(Path file) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(LogFolder.packed(file)))) {
      Files.copy(file, out);
    }
    Files.delete(file);
  }

  private static void print(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static List<String> texts(List<LogLine> lines) {
    return lines.stream().map(LogLine::text).toList();
  }
}
