package dev.plimsoll.supervisor.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.spec.LogSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final LogSpec SMALL = new LogSpec(4096, 3, Duration.ofDays(1));
  @TempDir private Path state;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void bothStreamsGoOnwardIntoTheTailAndIntoTheLog() throws Exception {
    try (Logs logs = logs(out)) {
      Capture capture = logs.capture("push", 0, "0123456789", LogSpec.DEFAULT);
      print(capture.output(), "hello\nunfin");
      capture.catchUp();
      print(capture.errors(), "trouble\n");
      capture.catchUp();
      print(capture.output(), "ished\n");
      capture.catchUp();
      assertThat(capture.lastLines()).containsExactly("hello", "trouble", "unfinished");
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("hello\n", "ished\n");
    List<String> records = Files.readAllLines(state.resolve("logs/push/0.log"));
    assertThat(records).hasSize(4);
    assertThat(records.get(0))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z stdout F:01234567 hello");
    assertThat(records.get(1)).endsWith(" stdout P:01234567 unfin");
    assertThat(records.get(2)).endsWith(" stderr F:01234567 trouble");
    assertThat(records.get(3)).endsWith(" stdout F:01234567 ished");
    assertThat(said).isEmpty();
  }

  @Test
  void whatIsPrintedWhileNoSupervisorLivesIsReadByTheNextAndNothingTwice() throws Exception {
    Capture first;
    try (Logs logs = logs(out)) {
      first = logs.capture("push", 0, "run", LogSpec.DEFAULT);
      print(first.output(), "one\n");
    }
    print(first.output(), "two\n");
    try (Logs logs = logs(out)) {
      Capture again = logs.capture("push", 0, "run", LogSpec.DEFAULT);
      assertThat(again.output()).isEqualTo(first.output());
      print(again.output(), "three\n");
      again.catchUp();
      again.retire();
    }
    assertThat(texts("push", 0)).containsExactly("one", "two", "three");
    assertThat(first.output()).doesNotExist();
    assertThat(spools("push")).isEmpty();
  }

  @Test
  void whatRunsHaveLeftThatEndedMeanwhileIsCollected() throws Exception {
    Capture gone;
    Capture living;
    try (Logs logs = logs(out)) {
      gone = logs.capture("push", 0, "gone", LogSpec.DEFAULT);
      living = logs.capture("push", 1, "living", LogSpec.DEFAULT);
    }
    print(gone.output(), "last words\n");
    print(living.output(), "goes on\n");
    try (Logs logs = logs(out)) {
      logs.collect("push", LogSpec.DEFAULT, "living"::equals);
    }
    assertThat(texts("push", 0)).containsExactly("last words");
    assertThat(gone.output()).doesNotExist();
    assertThat(living.output()).content().contains("goes on");
  }

  @Test
  void filesAreClosedBySizeAndTheOldestRemoved() throws Exception {
    try (Logs logs = logs(out)) {
      Capture capture = logs.capture("push", 0, "run", SMALL);
      for (int piece = 0; piece < 20; piece++) {
        int from = piece * 20;
        print(
            capture.output(),
            IntStream.range(from, from + 20)
                .mapToObj(i -> "line " + i + " ".repeat(60) + "\n")
                .collect(Collectors.joining()));
        capture.catchUp();
      }
    }
    LogFolder folder = new LogFolder(state.resolve("logs/push"), 0, Clock.systemUTC());
    assertThat(folder.closed()).hasSize(3);
    assertThat(Files.size(folder.current())).isLessThanOrEqualTo(4096);
    assertThat(texts("push", 0).get(texts("push", 0).size() - 1)).startsWith("line 399 ");
  }

  @Test
  void aLogThatSomebodyMovesAwayIsBegunAnew() throws Exception {
    Path log = state.resolve("logs/push/0.log");
    try (Logs logs = logs(out)) {
      Capture capture = logs.capture("push", 0, "run", LogSpec.DEFAULT);
      print(capture.output(), "one\n");
      capture.catchUp();
      Files.move(log, log.resolveSibling("mine"));
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                print(capture.output(), "two\n");
                capture.catchUp();
                assertThat(log).exists();
              });
    }
    assertThat(texts("push", 0)).contains("two");
  }

  @Test
  void outputThatNobodyTakesHoldsUpNeitherLogNorTail() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    OutputStream stuck =
        new OutputStream() {
          @Override
          public void write(int one) {}

          @Override
          public void write(byte[] piece, int from, int count) throws IOException {
            try {
              open.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    String line = "x".repeat(99) + "\n";
    try (Logs logs = logs(stuck)) {
      Capture capture = logs.capture("push", 0, "run", LogSpec.DEFAULT);
      print(capture.output(), line.repeat(40_000));
      print(capture.output(), "end\n");
      capture.catchUp();
      assertThat(capture.lastLines()).endsWith("end");
      open.countDown();
    }
    assertThat(String.join("", texts("push", 0))).hasSize(40_000 * 99 + "end".length());
  }

  @Test
  void onlyTheirOwnerReadsThem() throws Exception {
    try (Logs logs = logs(out)) {
      Capture capture = logs.capture("push", 0, "run", LogSpec.DEFAULT);
      print(capture.output(), "secret\n");
      capture.catchUp();
      for (Path file : List.of(capture.output(), state.resolve("logs/push/0.log"))) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
      for (String folder : List.of("logs", "logs/push", "logs/push/spool")) {
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(folder))))
            .isEqualTo("rwx------");
      }
    }
  }

  @Test
  void aProcessWhoseWordsCannotBeKeptStartsAllTheSame() throws Exception {
    Files.writeString(state.resolve("logs"), "no folder");
    try (Logs logs = logs(out)) {
      Capture capture = logs.capture("push", 0, "run", LogSpec.DEFAULT);
      assertThat(capture.output()).isEqualTo(Path.of("/dev/null"));
      capture.catchUp();
      assertThat(capture.lastLines()).isEmpty();
      capture.retire();
    }
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).startsWith("what push/0 prints cannot be kept");
  }

  private Logs logs(OutputStream onward) {
    return new Logs(state, onward, OutputStream.nullOutputStream(), Clock.systemUTC(), said::add);
  }

  private static void print(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private List<String> texts(String service, int index) throws IOException {
    return Files.readAllLines(state.resolve("logs/" + service + "/" + index + ".log")).stream()
        .map(LogLine::parse)
        .map(LogLine::text)
        .toList();
  }

  private List<Path> spools(String service) throws IOException {
    try (Stream<Path> files = Files.list(state.resolve("logs/" + service + "/spool"))) {
      return files.toList();
    }
  }
}
