package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Filling;
import dev.plimsoll.agent.programs.Waiting;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps that must not do harm. */
class SafeDumpIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Metrics that are there once everything has been woven, and Flight Recorder streams. */
  private static final Set<String> SETTLED = Set.of("handles", "cpu.machine");

  @TempDir Path folder;
  private Path cgroup;

  @AfterEach
  void clean() throws Exception {
    if (cgroup != null) {
      // Empty as soon as the kernel has buried the process.
      await().atMost(LIMIT).until(() -> cgroup.toFile().delete());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aDiskWithoutRoomIsNotFilledNotEvenByForce(int feature) throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), "4m");
        FakeCollector collector = new FakeCollector();
        AgentJvm jvm = start(feature, collector, disk.path(), Map.of())) {
      String text = refused(collector, ask(collector, "d-1", "line", false), "disk");
      assertThat(text).startsWith("There is no room for a heap dump: it needs up to");
      refused(collector, ask(collector, "d-2", "command", true), "disk");
      assertThat(names(disk.path())).noneMatch(name -> name.contains("hprof"));
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aPauseAboveTheBudgetIsRefusedAndForcingHelps(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            start(feature, collector, state(), Map.of("PLIMSOLL_DUMP_MAX_PAUSE", "1ms"))) {
      String text = refused(collector, ask(collector, "d-1", "line", false), "pause");
      assertThat(text).contains("longer than the 0.0 s that are allowed");
      captured(collector, ask(collector, "d-2", "command", true));
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aContainerThatIsAlmostFullIsLeftAlone(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            launch(feature, collector, state(), Map.of())
                .flags("-Xms32m", "-Xmx32m", "-XX:+AlwaysPreTouch")
                .start(Waiting.class)) {
      // While the agent starts it takes more than will be left.
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  !collector.samples().isEmpty()
                      && collector.latest().metrics().keySet().containsAll(SETTLED));
      SmallDisk.assumeRight(confine(jvm.pid()));
      String text = refused(collector, ask(collector, "d-1", "line", false), "memory");
      assertThat(text).startsWith("The container is too full for a heap dump");
      assertThat(jvm.isAlive()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void oneDumpAnEpisodeAndOnlySoManyARun(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm = start(feature, collector, state(), Map.of("PLIMSOLL_DUMP_PER_RUN", "2"))) {
      captured(collector, ask(collector, "d-1", "line", false));
      String text = refused(collector, ask(collector, "d-2", "line", false), "limit");
      assertThat(text).isEqualTo("Live heap has not fallen since the last heap dump.");
      captured(collector, ask(collector, "d-3", "command", false));
      text = refused(collector, ask(collector, "d-4", "command", false), "limit");
      assertThat(text).isEqualTo("This run has been dumped 2 times already.");
      captured(collector, ask(collector, "d-5", "command", true));
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theLastFewStayOnDiskWhileTheCollectorHasNoRoom(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector()) {
      collector.refuseDumps(507);
      try (AgentJvm jvm = start(feature, collector, state(), Map.of("PLIMSOLL_DUMP_KEEP", "2"))) {
        for (int i = 1; i <= 4; i++) {
          captured(collector, ask(collector, "d-" + i, "command", false));
        }
        assertThat(dumps()).containsExactlyInAnyOrder("d-3.hprof", "d-4.hprof");
        assertThat(jvm.agentThreads().stream().filter("plimsoll-upload"::equals)).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aDrainedRunIsPackedByTheJdkItself(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm = start(feature, collector, state(), Map.of())) {
      Event event = captured(collector, ask(collector, "d-1", "drained", false));
      assertThat(event.data()).containsEntry("gzip", true);
      await().atMost(LIMIT).until(() -> dumps().isEmpty());
      assertThat(collector.dumpBytes()).startsWith(0x1f, 0x8b);
      assertThat(sha256(collector.dumpBytes())).isEqualTo(event.data().get("sha256"));
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void whatAKilledRunHasBegunIsNeverADumpAndTheNextRunCleansItUp(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector()) {
      try (AgentJvm jvm =
          launch(feature, collector, state(), Map.of())
              .flags("-Xmx600m")
              .start(Filling.class, "70")) {
        await().atMost(LIMIT).until(() -> jvm.stdout().startsWith("filled"));
        await().atMost(LIMIT).until(() -> !collector.runs().isEmpty());
        ask(collector, "d-1", "command", false);
        await()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .atMost(LIMIT)
            .until(() -> names(state()).stream().anyMatch(name -> name.contains(".part.hprof")));
      } // killed
      assertThat(dumps()).isEmpty();
      assertThat(names(state())).anyMatch(name -> name.contains(".part.hprof"));
      try (AgentJvm next = start(feature, collector, state(), Map.of())) {
        await()
            .atMost(LIMIT)
            .until(() -> names(state()).stream().noneMatch(name -> name.contains(".part.hprof")));
        assertThat(dumps()).isEmpty();
        assertThat(collector.dumpBytes()).isEmpty();
        assertThat(next.isAlive()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theDumpOfARunThatRanOutOfMemoryIsDeliveredByTheNext(int feature) throws Exception {
    Path user = Files.createDirectory(folder.resolve("user"));
    try (FakeCollector collector = new FakeCollector()) {
      String dead = dieOfMemory(feature, collector, "-XX:HeapDumpPath=" + user);
      Path file = user.resolve(names(user).get(0));
      try (AgentJvm next = start(feature, collector, state(), Map.of())) {
        await().atMost(LIMIT).until(() -> collector.eventsOfOthers().size() == 1);
        Event event = collector.eventsOfOthers().get(0);
        assertThat(event.kind()).isEqualTo("dump-captured");
        assertThat(event.run()).isEqualTo(dead);
        assertThat(event.data())
            .containsEntry("reason", "out-of-memory")
            .containsEntry("path", file.toString())
            .containsEntry("bytes", Files.size(file));
        await().atMost(LIMIT).until(() -> collector.dumpLength() == Files.size(file));
        assertThat(sha256(collector.dumpBytes())).isEqualTo(event.data().get("sha256"));
        await().atMost(LIMIT).until(() -> notes().size() == 1);
        assertThat(file).as("the user's file").exists();
        assertThat(next.stdout() + next.stderr()).isEmpty();
      }
    }
  }

  @Test
  void aLastDumpThatIsCutOffIsToldAndNotDelivered() throws Exception {
    Path user = folder.resolve("oom.hprof");
    try (FakeCollector collector = new FakeCollector()) {
      String dead = dieOfMemory(17, collector, "-XX:HeapDumpPath=" + user);
      try (var file = Files.newByteChannel(user, java.nio.file.StandardOpenOption.WRITE)) {
        file.truncate(file.size() - 100_000);
      }
      try (AgentJvm next = start(17, collector, state(), Map.of())) {
        await().atMost(LIMIT).until(() -> collector.eventsOfOthers().size() == 1);
        Event event = collector.eventsOfOthers().get(0);
        assertThat(event.kind()).isEqualTo("dump-refused");
        assertThat(event.run()).isEqualTo(dead);
        assertThat(event.text()).contains("is cut off after", user.toString());
        await().atMost(LIMIT).until(() -> notes().size() == 1);
        assertThat(collector.dumpBytes()).isEmpty();
        assertThat(user).exists();
        assertThat(next.isAlive()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"17, 94, G1", "25, 94, G1", "17, 94, Serial", "25, 94, Serial"})
  void aHeapThatIsNearlyFullIsStillDumpedAndDelivered(int feature, String percent, String collects)
      throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            launch(feature, collector, state(), Map.of())
                .flags("-Xmx200m", "-Xms200m", "-XX:+Use" + collects + "GC")
                .start(Filling.class, percent)) {
      await().atMost(LIMIT).until(() -> jvm.stdout().startsWith("filled"));
      await().atMost(LIMIT).until(() -> !collector.runs().isEmpty());
      Event event = captured(collector, ask(collector, "d-1", "command", false));
      await().atMost(LIMIT).until(() -> event.data().get("bytes").equals(collector.dumpLength()));
      assertThat(sha256(collector.dumpBytes())).isEqualTo(event.data().get("sha256"));
      assertThat(jvm.isAlive()).isTrue();
    }
  }

  /** Runs a program to its OutOfMemoryError; the id of its run. */
  private String dieOfMemory(int feature, FakeCollector collector, String path) throws Exception {
    try (AgentJvm jvm =
        launch(feature, collector, state(), Map.of())
            .flags("-Xmx64m", "-XX:+HeapDumpOnOutOfMemoryError", path)
            .flags("-XX:+ExitOnOutOfMemoryError")
            .start(Filling.class, "100")) {
      await().atMost(LIMIT).until(() -> Files.isDirectory(state()) && notes().size() == 1);
      jvm.endInput();
      assertThat(jvm.exitCode()).isEqualTo(3);
    }
    Path note = notes().get(0);
    return note.getFileName().toString().replace(".run", "");
  }

  private AgentJvm.Launch launch(
      int feature, FakeCollector collector, Path state, Map<String, String> environment) {
    AgentJvm.Launch launch =
        AgentJvm.on(Jdk.of(feature), folder)
            .args("service=it,collector=" + collector.url() + ",state=" + state);
    environment.forEach(launch::env);
    return launch;
  }

  private AgentJvm start(
      int feature, FakeCollector collector, Path state, Map<String, String> environment)
      throws IOException {
    AgentJvm jvm = launch(feature, collector, state, environment).start(Waiting.class);
    await()
        .atMost(LIMIT)
        .until(() -> collector.runs().stream().anyMatch(r -> r.pid() == jvm.pid()));
    return jvm;
  }

  private Path state() {
    return folder.resolve("state");
  }

  /** Gives the command; its id. */
  private static String ask(FakeCollector collector, String dump, String reason, boolean force) {
    Map<String, Object> args = new HashMap<>(Map.of("dump", dump, "reason", reason));
    if (force) {
      args.put("force", true);
    }
    collector.ask(
        new Command(
            "c-" + dump,
            collector.runs().get(0).run(),
            Command.DUMP,
            args,
            System.currentTimeMillis() + 600_000));
    return "c-" + dump;
  }

  private static Event captured(FakeCollector collector, String command) {
    Event event = outcome(collector, command);
    assertThat(event.text()).startsWith("A heap dump of");
    assertThat(event.kind()).isEqualTo("dump-captured");
    assertThat(collector.statuses().get(command).state()).isEqualTo(CommandStatus.DONE);
    return event;
  }

  /** Why. */
  private static String refused(FakeCollector collector, String command, String code) {
    Event event = outcome(collector, command);
    assertThat(event.kind()).isEqualTo("dump-refused");
    assertThat(event.data()).containsEntry("refusal", code).containsKey("reason");
    if (!code.equals("limit")) {
      assertThat(event.data().get("predicted")).asString().contains("bytes", "pauseMs");
    }
    assertThat(collector.statuses().get(command).state()).isEqualTo(CommandStatus.REFUSED);
    return event.text();
  }

  private static Event outcome(FakeCollector collector, String command) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                collector.statuses().containsKey(command)
                    && !collector.statuses().get(command).state().equals(CommandStatus.ACCEPTED)
                    && last(collector, command) != null);
    return last(collector, command);
  }

  private static Event last(FakeCollector collector, String command) {
    return collector.events().stream()
        .filter(event -> command.equals(event.data().get("command")))
        .filter(event -> !event.kind().equals("dump-started"))
        .findFirst()
        .orElse(null);
  }

  private List<String> dumps() throws IOException {
    return names(state()).stream()
        .filter(name -> name.contains(".hprof") && !name.contains(".part"))
        .toList();
  }

  private List<Path> notes() throws IOException {
    try (var files = Files.list(state())) {
      return files.filter(file -> file.toString().endsWith(".run")).toList();
    }
  }

  private static List<String> names(Path at) throws IOException {
    try (var files = Files.list(at)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Puts the process into a memory cgroup with 24 MiB left; false without the right to. */
  private boolean confine(long pid) throws Exception {
    Path root = Path.of("/sys/fs/cgroup/memory");
    String own = "";
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      if (line.contains(":memory:")) {
        own = line.substring(line.lastIndexOf(':') + 2);
      }
    }
    Path at = root.resolve(own).resolve("plimsoll-it-" + pid);
    if (!Files.isDirectory(root) || !at.toFile().mkdir()) {
      return false;
    }
    cgroup = at;
    Files.writeString(at.resolve("cgroup.procs"), Long.toString(pid));
    // What it took before is charged where it was; from here on only new memory counts.
    long used = Long.parseLong(Files.readString(at.resolve("memory.usage_in_bytes")).trim());
    Files.writeString(at.resolve("memory.limit_in_bytes"), Long.toString(used + (24L << 20)));
    return true;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
