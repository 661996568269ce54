package dev.plimsoll.compatibility.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gRPC calls at both their ends, over each transport. */
class GrpcIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String METHOD = "plimsoll.Greeter/Held";
  private static final List<String> TRANSPORTS = List.of("netty", "shaded", "okhttp");
  private static final int EACH = 30;
  private static final long ALL = 90;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void callsAreCountedAtBothEndsUntilTheyEnd(int java) throws Exception {
    try (Ledger ledger = new Ledger();
        ProgramJvm jvm =
            ProgramJvm.with(
                "collector=" + ledger.url(),
                Jdk.of(java),
                folder,
                ProgramJvm.CURRENT,
                GrpcProgram.class,
                List.of())) {
      String target = jvm.greeting();
      await().atMost(LIMIT).until(ledger::isOpen);
      awaitCounting(ledger, jvm, target);

      hold(ledger, jvm, target);
      jvm.tell("open");
      awaitNothing(ledger);

      hold(ledger, jvm, target);
      jvm.tell("cancel");
      awaitNothing(ledger);

      for (String transport : TRANSPORTS) {
        jvm.tell("call " + transport + " error " + EACH);
      }
      hold(ledger, jvm, target);
      jvm.tell("cut");
      awaitNothing(ledger);
      assertThat(jvm.stderr()).doesNotContain("plimsoll: ", "VerifyError", "LinkageError");
    }
  }

  private static void hold(Ledger ledger, ProgramJvm jvm, String target) throws IOException {
    for (String transport : TRANSPORTS) {
      jvm.tell("call " + transport + " held " + EACH);
    }
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(ledger.of("request-out")).isEqualTo(Map.of(target, ALL));
              assertThat(ledger.of("request-in")).isEqualTo(Map.of(METHOD, ALL));
            });
  }

  /** Classes are woven some time after they are loaded, so until then a call goes unnoticed. */
  private static void awaitCounting(Ledger ledger, ProgramJvm jvm, String target) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              for (String transport : TRANSPORTS) {
                jvm.tell("call " + transport + " held 1");
              }
              return ledger.of("request-out").containsKey(target)
                  && ledger.of("request-in").containsKey(METHOD);
            });
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              jvm.tell("open");
              return ledger.of("request-out").isEmpty() && ledger.of("request-in").isEmpty();
            });
  }

  private static void awaitNothing(Ledger ledger) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(ledger.of("request-out")).isEmpty();
              assertThat(ledger.of("request-in")).isEmpty();
            });
  }
}
