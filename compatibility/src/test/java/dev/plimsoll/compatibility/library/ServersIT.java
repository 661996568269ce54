package dev.plimsoll.compatibility.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests in flight in servers, all in one JVM, so that one counted twice would show. */
class ServersIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int EACH = 20;

  /** Servers whose requests don't keep a thread, and end when their caller hangs up. */
  private static final List<String> ON_NETTY =
      List.of("nettycodec", "nettyparts", "vertx", "reactor", "webflux");

  @TempDir Path folder;

  private final Map<String, Integer> ports = new TreeMap<>();
  private final Map<String, Long> expected = new TreeMap<>();

  static Stream<Arguments> programs() {
    List<String> current =
        List.of(
            "tomcat",
            "jetty",
            "undertow",
            "unknown",
            "nettycodec",
            "nettyparts",
            "vertx",
            "reactor",
            "webflux");
    return ProgramJvm.wanted(
        Arguments.of(17, "current", ProgramJvm.CURRENT, current),
        Arguments.of(25, "current", ProgramJvm.CURRENT, current),
        Arguments.of(17, "old", ProgramJvm.versions("old"), List.of("tomcat9", "jetty9")),
        Arguments.of(17, "eleven", ProgramJvm.versions("eleven"), List.of("jetty11")),
        Arguments.of(
            25,
            "new",
            ProgramJvm.versions("new"),
            List.of("tomcat", "jetty", "nettycodec", "vertx")));
  }

  @ParameterizedTest(name = "{1} versions on Java {0}")
  @MethodSource("programs")
  void requestsAreCountedByRouteUntilTheyEnd(
      int java, String versions, String classPath, List<String> servers) throws Exception {
    Jdk jdk = Jdk.of(java);
    String answers;
    try (ProgramJvm plain =
        ProgramJvm.without(jdk, folder, classPath, ServersProgram.class, servers)) {
      readPorts(plain);
      answers = answers();
    }
    List<Callers> callers = new ArrayList<>();
    try (Ledger ledger = new Ledger();
        ProgramJvm jvm =
            ProgramJvm.with(
                "collector=" + ledger.url(),
                jdk,
                folder,
                classPath,
                ServersProgram.class,
                servers)) {
      readPorts(jvm);
      await().atMost(LIMIT).until(ledger::isOpen);
      awaitCounting(ledger, jvm);
      assertThat(answers()).isEqualTo(answers);

      callers.addAll(hold());
      awaitExpected(ledger);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(ledger.metric(Metric.REQUESTS_IN))
                      .isEqualTo(expected.values().stream().mapToDouble(Long::doubleValue).sum()));

      hangUp(callers);
      expected.keySet().removeIf(route -> ON_NETTY.stream().anyMatch(route::contains));
      awaitExpected(ledger);

      expected.clear();
      jvm.tell("open");
      awaitExpected(ledger);

      assertThat(answers()).isEqualTo(answers);
      awaitExpected(ledger);
      assertThat(jvm.stderr()).doesNotContain("plimsoll: ", "VerifyError", "LinkageError");
    } finally {
      hangUp(callers);
    }
  }

  private void readPorts(ProgramJvm jvm) {
    for (String pair : jvm.greeting().split(" ", -1)) {
      String[] parts = pair.split("=", -1);
      ports.put(parts[0], Integer.parseInt(parts[1]));
    }
  }

  /** Classes are woven some time after they are loaded, so until then a request goes unnoticed. */
  private void awaitCounting(Ledger ledger, ProgramJvm jvm) throws IOException {
    List<Callers> probes = new ArrayList<>();
    for (Map.Entry<String, Integer> server : ports.entrySet()) {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                Callers probe = new Callers(server.getValue());
                probes.add(probe);
                probe.ask("/" + server.getKey() + "-held", 1);
                return ledger.of("request-in").containsKey("GET /" + server.getKey() + "-held");
              });
    }
    hangUp(probes);
    // More than once: a probe that the server took late has missed the last opening.
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              jvm.tell("open");
              return ledger.of("request-in").isEmpty();
            });
  }

  private List<Callers> hold() throws IOException {
    List<Callers> callers = new ArrayList<>();
    for (Map.Entry<String, Integer> server : ports.entrySet()) {
      Callers caller = new Callers(server.getValue());
      callers.add(caller);
      String path = "/" + server.getKey() + "-held";
      caller.ask(path, EACH);
      expected.put("GET " + path, (long) EACH);
      if (server.getKey().startsWith("netty")) {
        caller.askInARow(path, 3);
        expected.merge("GET " + path, 3L, Long::sum);
      } else if (!ON_NETTY.contains(server.getKey()) && !server.getKey().equals("unknown")) {
        caller.ask("/" + server.getKey() + "-async", EACH);
        expected.put("GET /" + server.getKey() + "-async", (long) EACH);
      }
    }
    return callers;
  }

  private void awaitExpected(Ledger ledger) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(ledger.of("request-in")).isEqualTo(expected));
  }

  /** The whole answer, and the status of an error: its page has hashes and times in it. */
  private String answers() throws IOException {
    StringBuilder answers = new StringBuilder();
    for (Map.Entry<String, Integer> server : ports.entrySet()) {
      String path = "/" + server.getKey();
      String error = Callers.answer(server.getValue(), path + "-error");
      answers.append(Callers.answer(server.getValue(), path + "-plain")).append('\n');
      answers.append(error, 0, Math.max(0, error.indexOf('\r'))).append('\n');
    }
    return answers.toString();
  }

  private static void hangUp(List<Callers> callers) throws IOException {
    for (Callers caller : callers) {
      caller.close();
    }
  }
}
