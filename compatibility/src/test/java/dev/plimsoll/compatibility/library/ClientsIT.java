package dev.plimsoll.compatibility.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests in flight of client libraries, each to an upstream of its own, all in one JVM. */
class ClientsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int EACH = 30;

  /**
   * Blocking ones have nothing to cancel, and Vert.x cancels by a reset of its own. The
   * asynchronous Apache client keeps the connection of a cancelled exchange, and with it the
   * exchange.
   */
  private static final List<String> CANCELLABLE = List.of("okhttpasync", "netty", "reactor");

  @TempDir Path folder;

  private final Map<String, Upstream> upstreams = new HashMap<>();
  private final Map<String, Long> expected = new TreeMap<>();

  static Stream<Arguments> programs() {
    List<String> current =
        List.of(
            "apache5",
            "apache5async",
            "apache4",
            "okhttp",
            "okhttpasync",
            "netty",
            "reactor",
            "vertx");
    return ProgramJvm.wanted(
        Arguments.of(17, "current", ProgramJvm.CURRENT, current),
        Arguments.of(25, "current", ProgramJvm.CURRENT, current),
        Arguments.of(
            17,
            "old",
            ProgramJvm.versions("old"),
            List.of("apache5", "apache5async", "okhttp", "okhttpasync")),
        Arguments.of(25, "new", ProgramJvm.versions("new"), List.of("okhttp", "okhttpasync")));
  }

  @AfterEach
  void closeUpstreams() throws IOException {
    for (Upstream upstream : upstreams.values()) {
      upstream.close();
    }
  }

  @ParameterizedTest(name = "{1} versions on Java {0}")
  @MethodSource("programs")
  void requestsAreCountedByPeerUntilTheyEnd(
      int java, String versions, String classPath, List<String> clients) throws Exception {
    for (String client : clients) {
      upstreams.put(client, new Upstream());
    }
    try (Ledger ledger = new Ledger();
        ProgramJvm jvm =
            ProgramJvm.with(
                "collector=" + ledger.url(),
                Jdk.of(java),
                folder,
                classPath,
                ClientsProgram.class,
                clients)) {
      await().atMost(LIMIT).until(ledger::isOpen);
      for (String client : clients) {
        awaitCounting(ledger, jvm, client);
      }
      awaitExpected(ledger);

      call(jvm);
      awaitExpected(ledger);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(ledger.metric(Metric.REQUESTS_OUT))
                      .isEqualTo((double) clients.size() * EACH));
      for (Upstream upstream : upstreams.values()) {
        upstream.answer();
      }
      expected.clear();
      awaitExpected(ledger);

      upstreams.values().forEach(Upstream::fallSilent);
      call(jvm);
      awaitExpected(ledger);
      for (String client : clients) {
        if (CANCELLABLE.contains(client)) {
          jvm.tell("cancel " + client);
          expected.remove(peer(client));
        }
      }
      awaitExpected(ledger);

      expected.clear();
      // More than once: a client may try again, and those that wait get their turn.
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                for (Upstream upstream : upstreams.values()) {
                  upstream.hangUp();
                }
                return ledger.of("request-out").isEmpty();
              });
      assertThat(jvm.stderr()).doesNotContain("plimsoll: ", "VerifyError", "LinkageError");
    }
  }

  /**
   * Classes are woven some time after they are loaded, so until then a request goes unnoticed; and
   * one whose beginning was noticed and not its end counts until it is collected.
   */
  private void awaitCounting(Ledger ledger, ProgramJvm jvm, String client) throws IOException {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              jvm.tell("call " + client + " " + url(client) + " 1");
              return ledger.of("request-out").containsKey(peer(client));
            });
    upstreams.get(client).answer();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              jvm.tell("forget " + client);
              return !ledger.of("request-out").containsKey(peer(client));
            });
    upstreams.get(client).fallSilent();
  }

  private void call(ProgramJvm jvm) throws IOException {
    for (String client : upstreams.keySet()) {
      jvm.tell("call " + client + " " + url(client) + " " + EACH);
      expected.put(peer(client), (long) EACH);
    }
  }

  private void awaitExpected(Ledger ledger) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(ledger.of("request-out")).isEqualTo(expected));
  }

  private String url(String client) {
    return "http://" + peer(client) + "/held";
  }

  private String peer(String client) {
    return "127.0.0.1:" + upstreams.get(client).port();
  }
}
