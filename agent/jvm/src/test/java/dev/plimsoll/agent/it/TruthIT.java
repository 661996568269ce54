package dev.plimsoll.agent.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Opening;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was opened and not closed is what the owners hold, and the kernel agrees. */
class TruthIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  /** Without a cache Flight Recorder has classes transformed that are known by no entry. */
  @ParameterizedTest
  @CsvSource({"17, on", "17, off", "25, on", "25, off"})
  void ofEveryKindTheOwnersHoldWhatWasOpenedAndNotClosed(int feature, String cache)
      throws Exception {
    Path files = Files.createDirectory(folder.resolve("files"));
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url() + (cache.equals("off") ? ",cache=off" : ""))
                .start(Opening.class, files.toString())) {
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  !collector.samples().isEmpty()
                      && collector.latest().metrics().containsKey(Metric.HANDLES));
      jvm.say("open");
      await().atMost(LIMIT).until(() -> jvm.stdout().contains("opened"));
      Map<String, String> ports =
          jvm.stdout()
              .lines()
              .filter(line -> line.contains("="))
              .collect(
                  toMap(
                      line -> line.substring(0, line.indexOf('=')),
                      line -> line.substring(line.indexOf('=') + 1)));

      await().atMost(LIMIT).untilAsserted(() -> assertOwners(collector.owners(), files, ports));
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                Map<String, Double> metrics = collector.latest().metrics();
                assertThat(metrics.get(Metric.FDS)).isEqualTo(descriptors(jvm.pid(), ""));
                assertThat(metrics.get(Metric.SOCKETS))
                    .isEqualTo(descriptors(jvm.pid(), "socket:"));
              });
      assertThat(jvm.stderr()).isEmpty();
      jvm.say("end");
      assertThat(jvm.exitCode()).isZero();
    }
  }

  private static void assertOwners(List<Owner> owners, Path files, Map<String, String> ports) {
    SoftAssertions softly = new SoftAssertions();
    Truth truth = new Truth(softly, owners);
    truth.is("file", shape(files.resolve("in")), 4, "files");
    truth.is("file", shape(files.resolve("out")), 5, "files");
    truth.is("file", shape(files.resolve("random")), 3, "files");
    truth.is("file", shape(files.resolve("channel")), 3, "files");
    truth.is("file", shape(files.resolve("stream")), 7, "files");
    truth.is("file", shape(files.resolve("asynchronous")), 2, "files");
    truth.is("file", shape(files.resolve("directory")), 2, "files");
    truth.is("file", shape(files.resolve("both")), 2, "files");
    truth.is("file", shape(files.resolve("dropped")), 3, "dropped");
    truth.is("socket", "localhost:" + ports.get("plain"), 6, "sockets");
    truth.is("socket", "127.0.0.1:" + ports.get("channel"), 5, "sockets");
    truth.is("socket", "127.0.0.1 (accepted)", 3, "sockets");
    truth.is("socket", "127.0.0.1:" + ports.get("asynchronous"), 4, "asynchronous");
    truth.is("socket", "unix:" + files.resolve("s"), 3, "unix");
    truth.is("socket", "udp", 4, "datagrams");
    truth.is("socket", "udp 127.0.0.1:" + ports.get("datagram"), 3, "datagrams");
    truth.is("listener", ":" + ports.get("plain"), 1, "sockets");
    truth.is("listener", ":" + ports.get("channel"), 1, "sockets");
    truth.is("listener", ":" + ports.get("asynchronous"), 1, "asynchronous");
    truth.is("selector", method("selectors"), 4, "selectors");
    truth.is("pipe", method("pipes"), 3, "pipes");
    truth.is("child", "cat", 3, "children");
    truth.is("timer", method("timers"), 2, "timers");
    truth.is("task", method("timers"), 4, "timers");
    truth.is("timer", method("schedulers"), 1, "schedulers");
    truth.is("task", method("schedulers"), 5, "schedulers");
    truth.is("executor", method("executors"), 3, "executors");
    truth.is("queue", method("executors"), 9, "executors");
    truth.is("executor", method("forks"), 1, "forks");
    truth.is("queue", method("forks"), 5, "forks");
    truth.is("thread", "worker-*-of-*", 3, null);
    truth.isNot("socket", "localhost:" + ports.get("refused"));
    truth.isNot("listener", ":" + ports.get("refused"));
    softly.assertAll();
  }

  /** The tests' folder has a number in its name. */
  private static String shape(Path file) {
    return file.toString().replaceAll("junit-?\\d+", "junit-*");
  }

  private static String method(String name) {
    return Opening.class.getName() + "." + name;
  }

  private static double descriptors(long pid, String target) throws IOException {
    try (var links = Files.newDirectoryStream(Path.of("/proc", "" + pid, "fd"))) {
      int count = 0;
      for (Path link : links) {
        if (Files.readSymbolicLink(link).toString().startsWith(target)) {
          count++;
        }
      }
      return count;
    }
  }

  private record Truth(SoftAssertions softly, List<Owner> owners) {
    void is(String kind, String owner, long count, String opener) {
      List<Owner> found =
          owners.stream()
              .filter(row -> row.kind().equals(kind) && row.owner().equals(owner))
              .toList();
      softly.assertThat(found).as("%s %s", kind, owner).hasSize(1);
      for (Owner row : found) {
        softly.assertThat(row.count()).as("%s %s", kind, owner).isEqualTo(count);
        if (opener != null) {
          softly
              .assertThat(row.frame())
              .as("%s %s", kind, owner)
              .startsWith(method(opener) + "(Opening.java:");
        }
      }
    }

    void isNot(String kind, String owner) {
      softly
          .assertThat(owners)
          .noneMatch(row -> row.kind().equals(kind) && row.owner().equals(owner));
    }
  }
}
