package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Waiting;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.blackbox.BlackBoxReader;
import dev.plimsoll.wire.blackbox.Recorded;
import dev.plimsoll.wire.blackbox.RingFiles;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlackBoxIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theNextStartSpeaksForARunThatWasKilledWhileTheCollectorWasAway(int feature)
      throws Exception {
    try (FakeCollector collector = new FakeCollector()) {
      collector.stop();
      long lastSeq;
      long pid;
      try (AgentJvm killed = start(feature, collector)) {
        await().atMost(LIMIT).until(() -> samplesInRing() >= 3);
        pid = killed.pid();
        killed.close();
        killed.exitCode();
        Recorded recorded = BlackBoxReader.read(rings().get(0));
        lastSeq = recorded.lastSeq();
        assertThat(recorded.origin().identity().pid()).isEqualTo(pid);
        assertThat(recorded.endedAt()).isZero();
      }
      collector.start();
      try (AgentJvm next = start(feature, collector)) {
        await().atMost(LIMIT).until(() -> !exits(collector, pid).isEmpty());
        Event exit = exits(collector, pid).get(0);
        assertThat(exit.seq()).isEqualTo(lastSeq + 1);
        assertThat(exit.text()).contains("(pid " + pid + ") ended without a word");
        assertThat((Map<?, ?>) exit.data().get("exit"))
            .extracting("cause", "code", "signal")
            .containsExactly("killed", null, null);
        assertThat(((Map<?, ?>) exit.data().get("exit")).containsKey("lastAt")).isTrue();
        await().atMost(LIMIT).until(() -> rings().size() == 1);
        assertThat(collector.everySample())
            .filteredOn(sample -> sample.run().equals(exit.run()))
            .hasSizeGreaterThanOrEqualTo(3)
            .extracting(Sample::seq)
            .isSorted()
            .endsWith(lastSeq);
        assertThat(next.stdout() + next.stderr()).isEmpty();
      }
    }
  }

  @Test
  void anOrderlyEndThatTheCollectorHasHeardOfLeavesNoFile() throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm = start(17, collector)) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 2);
      assertThat(rings()).hasSize(1);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rings().get(0))))
          .isEqualTo("rw-------");
      jvm.endInput();
      assertThat(jvm.exitCode()).isZero();
      assertThat(rings()).isEmpty();
    }
  }

  @Test
  void anOrderlyEndThatTheCollectorHasNotHeardOfIsToldAsSuch() throws Exception {
    try (FakeCollector collector = new FakeCollector()) {
      collector.stop();
      try (AgentJvm jvm = start(25, collector)) {
        await().atMost(LIMIT).until(() -> samplesInRing() >= 2);
        jvm.endInput();
        assertThat(jvm.exitCode()).isZero();
      }
      Recorded recorded = BlackBoxReader.read(rings().get(0));
      assertThat(recorded.endedAt()).isPositive();
      assertThat(recorded.events()).extracting(Event::kind).containsExactly("started", "exit");
    }
  }

  @Test
  void whereNothingCanBeWrittenTheRunGoesOnWithout() throws Exception {
    Path file = Files.createFile(folder.resolve("no-folder"));
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(17), folder)
                .args("collector=" + collector.url() + ",state=" + file)
                .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 2);
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @Test
  void onAFullDiskTheRunGoesOnWithout() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), "1m");
        FakeCollector collector = new FakeCollector()) {
      disk.fill();
      try (AgentJvm jvm = start(17, collector, disk.path())) {
        await().atMost(LIMIT).until(() -> collector.samples().size() >= 2);
        assertThat(RingFiles.unclaimed(disk.path())).isEmpty();
        assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
      }
    }
  }

  /** The kernel ends a process that writes to a mapped page which the disk has no room for. */
  @Test
  void aDiskThatIsFullLaterDoesNotEndTheRecordNorTheProcess() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), "3m");
        FakeCollector collector = new FakeCollector();
        AgentJvm jvm = start(25, collector, disk.path())) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 2);
      disk.fill();
      int before = collector.samples().size();
      await().atMost(LIMIT).until(() -> collector.samples().size() >= before + 3);
      long seen = collector.latest().seq();
      assertThat(jvm.isAlive()).isTrue();
      jvm.close();
      Recorded recorded = BlackBoxReader.read(RingFiles.unclaimed(disk.path()).get(0));
      assertThat(recorded.lastSeq()).isGreaterThanOrEqualTo(seen);
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  private AgentJvm start(int feature, FakeCollector collector) throws Exception {
    return start(feature, collector, state());
  }

  private AgentJvm start(int feature, FakeCollector collector, Path state) throws Exception {
    return AgentJvm.on(Jdk.of(feature), folder)
        .args("service=push,collector=" + collector.url() + ",state=" + state)
        .start(Waiting.class);
  }

  private Path state() {
    return folder.resolve("state");
  }

  private int samplesInRing() throws Exception {
    List<Path> rings = rings();
    return rings.isEmpty() ? 0 : BlackBoxReader.read(rings.get(0)).samples().size();
  }

  private List<Path> rings() throws Exception {
    if (!Files.isDirectory(state())) {
      return List.of();
    }
    try (var files = Files.list(state())) {
      return files
          .filter(file -> file.toString().endsWith(".ring") || file.toString().endsWith(".claim"))
          .toList();
    }
  }

  private static List<Event> exits(FakeCollector collector, long pid) {
    return collector.events().stream()
        .filter(event -> event.kind().equals("exit") && event.text().contains("pid " + pid))
        .toList();
  }
}
