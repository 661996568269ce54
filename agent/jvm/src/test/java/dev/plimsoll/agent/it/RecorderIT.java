package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Allocating;
import dev.plimsoll.agent.programs.Recording;
import dev.plimsoll.agent.programs.Waiting;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Flight Recorder adds, and what it must not do to the application. */
class RecorderIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void allocationIsToldByClassAndFrameAndClassesByLoader(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url() + ",state=" + folder.resolve("state"))
                .flags("-XX:NativeMemoryTracking=summary", "-XX:+UseG1GC")
                .start(Allocating.class)) {
      jvm.say("10");
      await().atMost(LIMIT).until(() -> owner(collector, "alloc-class", "byte[]") != null);
      Owner bytes = owner(collector, "alloc-class", "byte[]");
      assertThat(bytes.frame()).startsWith("dev.plimsoll.agent.programs.Allocating.");
      assertThat(bytes.bytes()).isPositive();
      await().atMost(LIMIT).until(() -> owner(collector, "classes", "bootstrap") != null);
      assertThat(owner(collector, "classes", "bootstrap").count()).isGreaterThan(300);
      assertThat(collector.owners()).noneMatch(owner -> owner.owner().equals("plimsoll"));
      await().atMost(LIMIT).until(() -> owner(collector, "native-memory", "Java Heap") != null);
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  collector
                      .latest()
                      .metrics()
                      .keySet()
                      .containsAll(
                          List.of(
                              "native.committed",
                              "agent.classes",
                              "agent.metaspace",
                              "code.used",
                              "metaspace",
                              "classes",
                              "compiler",
                              "threads.java",
                              "external.direct",
                              "external.mapped",
                              "safepoint.wait",
                              "gc.pauses")));
      assertThat(collector.latest().metrics().size()).isLessThanOrEqualTo(80);
      // Its own folder, and no other.
      assertThat(repositories(folder.resolve("state"))).hasSize(1);
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
      jvm.terminate();
      jvm.exitCode();
      assertThat(repositories(folder.resolve("state"))).isEmpty();
    }
  }

  /**
   * The program records too, and has an event of its own. While nobody else records, the agent's
   * stream must not enable it; its own recording has it as if we were not there, and our samples.
   */
  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aRecordingOfTheApplicationIsNotDisturbedAndHasOurSamples(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url())
                .start(Recording.class, folder.resolve("app.jfr").toString())) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 4);
      await().atMost(LIMIT).until(() -> collector.latest().metrics().containsKey("gc.pauses"));
      await().atMost(LIMIT).until(() -> isEnabled(jvm).equals("false"));
      jvm.say("start");
      await().atMost(LIMIT).until(() -> jvm.stdout().contains("enabled true"));
      int seen = collector.samples().size();
      await().atMost(LIMIT).until(() -> collector.samples().size() >= seen + 4);
      jvm.say("stop");
      await().atMost(LIMIT).until(() -> jvm.stdout().contains("recorded"));
      Map<String, Long> recorded = counts(jvm.stdout());
      assertThat(recorded.get("app.Own")).isEqualTo(1);
      assertThat(recorded.get("dev.plimsoll.Sample")).isGreaterThanOrEqualTo(3);
      await().atMost(LIMIT).until(() -> isEnabled(jvm).equals("false"));
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aHistogramIsTakenOnCommandAndRefusedAboveItsBudget(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url())
                .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> !collector.samples().isEmpty());
      collector.ask(command(collector, "c1", Command.HISTOGRAM, Map.of("top", 5L)));
      Event event = event(collector, "histogram");
      assertThat(event.data()).containsEntry("command", "c1").containsKey("pauseMs");
      assertThat((List<?>) event.data().get("rows")).hasSize(5);
      Map<?, ?> biggest = (Map<?, ?>) ((List<?>) event.data().get("rows")).get(0);
      assertThat((Long) biggest.get("bytes")).isPositive();
      assertThat(biggest.get("class")).isEqualTo("byte[]");
      await().atMost(LIMIT).until(() -> state(collector, "c1").equals(CommandStatus.DONE));

      collector.ask(command(collector, "c2", Command.HISTOGRAM, Map.of("budgetMs", 1L)));
      await().atMost(LIMIT).until(() -> state(collector, "c2").equals(CommandStatus.REFUSED));
      assertThat(collector.statuses().get("c2").text()).contains("would stop the application");
      collector.ask(
          command(collector, "c3", Command.HISTOGRAM, Map.of("budgetMs", 1L, "force", true)));
      await().atMost(LIMIT).until(() -> state(collector, "c3").equals(CommandStatus.DONE));
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void oldObjectsComeWithTheWayToWhatHoldsThem(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url() + ",state=" + folder.resolve("state"))
                .flags("-XX:+UseG1GC")
                .start(Allocating.class)) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 3);
      collector.ask(
          command(
              collector,
              "c1",
              Command.OLD_OBJECTS,
              Map.of("seconds", 5L, "top", 100L, "budgetMs", 20_000L)));
      await().atMost(LIMIT).until(() -> state(collector, "c1").equals(CommandStatus.ACCEPTED));
      jvm.say("40");
      Event event = event(collector, "old-objects");
      List<?> objects = (List<?>) event.data().get("objects");
      assertThat(objects)
          .anySatisfy(
              object -> {
                Map<?, ?> kept = (Map<?, ?>) object;
                assertThat(kept.get("class")).isEqualTo("byte[]");
                assertThat(String.valueOf(kept.get("path"))).contains("ArrayList.elementData");
                assertThat(kept.get("root")).isNotNull();
                assertThat(String.valueOf(kept.get("frame"))).contains("Allocating.");
              });
      await().atMost(LIMIT).until(() -> state(collector, "c1").equals(CommandStatus.DONE));
      int seen = collector.samples().size();
      // The stream goes on.
      await().atMost(LIMIT).until(() -> collector.samples().size() >= seen + 3);
      assertThat(collector.latest().metrics()).containsKey("gc.pauses");
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @Test
  void whereTheRecorderCannotWriteTheBeansGoOn() throws Exception {
    Path state = Files.createFile(folder.resolve("state"));
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(17), folder)
                .args("collector=" + collector.url() + ",state=" + state)
                .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 4);
      assertThat(collector.latest().metrics())
          .containsKeys("gc.pause", "heap.used", "metaspace", "external.direct", "agent.cpu")
          .doesNotContainKey("gc.pauses");
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  /** Asks the program now; it has the agent's settings a second after it defined its event. */
  private static String isEnabled(AgentJvm jvm) throws IOException {
    int before = jvm.stdout().length();
    jvm.say("enabled?");
    await().atMost(LIMIT).until(() -> jvm.stdout().substring(before).endsWith("\n"));
    return jvm.stdout().substring(before).replace("enabled", "").trim();
  }

  private static Event event(FakeCollector collector, String kind) {
    await()
        .atMost(LIMIT)
        .until(() -> collector.events().stream().anyMatch(event -> event.kind().equals(kind)));
    return collector.events().stream()
        .filter(event -> event.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static String state(FakeCollector collector, String command) {
    CommandStatus status = collector.statuses().get(command);
    return status == null ? "" : status.state();
  }

  private static Command command(
      FakeCollector collector, String id, String type, Map<String, Object> args) {
    return new Command(
        id, collector.runs().get(0).run(), type, args, System.currentTimeMillis() + 60_000);
  }

  private static Owner owner(FakeCollector collector, String kind, String name) {
    return collector.owners().stream()
        .filter(owner -> owner.kind().equals(kind) && owner.owner().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Long> counts(String stdout) {
    return stdout
        .lines()
        .filter(line -> line.startsWith("recorded "))
        .map(line -> line.split(" ", -1))
        .collect(java.util.stream.Collectors.toMap(part -> part[1], part -> Long.valueOf(part[2])));
  }

  private static List<Path> repositories(Path state) throws IOException {
    Path jfr = state.resolve("jfr");
    if (!Files.isDirectory(jfr)) {
      return List.of();
    }
    try (var children = Files.list(jfr)) {
      return children.filter(RecorderIT::hasChunks).toList();
    }
  }

  private static boolean hasChunks(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".jfr"));
    } catch (IOException | java.io.UncheckedIOException e) {
      return false;
    }
  }
}
