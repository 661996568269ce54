package dev.plimsoll.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agent.account.Budget;
import dev.plimsoll.agent.listen.Bequest;
import dev.plimsoll.wire.run.Lines;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void theSupervisorsEnvironmentNamesTheRun() {
    Settings settings =
        Settings.read(
            "service=other",
            Map.of(
                "PLIMSOLL_RUN", "r1",
                "PLIMSOLL_SERVICE", "push",
                "PLIMSOLL_INSTANCE", "push/2",
                "PLIMSOLL_COLLECTOR", "http://10.0.0.1:7070",
                "PLIMSOLL_CONTROL", "/run/p.sock",
                "PLIMSOLL_SUPERVISOR", "s1",
                "PLIMSOLL_LINES", "0.60,0.65,0.70",
                "PLIMSOLL_HOLD_BIND", "1",
                "PLIMSOLL_STATE", "/var/lib/p",
                "PLIMSOLL_BUDGET", "0.02:4m"),
            "a.Main");
    assertThat(settings)
        .isEqualTo(
            new Settings(
                "r1",
                "push",
                "push/2",
                URI.create("http://10.0.0.1:7070"),
                "/run/p.sock",
                "s1",
                new Lines(0.60, 0.65, 0.70),
                true,
                Bequest.NONE,
                "/var/lib/p",
                null,
                Budget.parse("0.02:4m")));
  }

  @Test
  void aSupervisedRunWithoutCollectorTalksToItsSupervisorAlone() {
    Settings settings =
        Settings.read(null, Map.of("PLIMSOLL_RUN", "r1", "PLIMSOLL_CONTROL", "/s"), "a.Main");
    assertThat(settings.collector()).isNull();
    assertThat(settings.isSupervised()).isTrue();
  }

  @Test
  void withoutASupervisorEverythingHasADefault() {
    Settings settings = Settings.read(null, Map.of(), "/opt/app/push.jar --port 3000");
    assertThat(settings.service()).isEqualTo("push");
    assertThat(settings.instance()).isEqualTo("push/0");
    assertThat(settings.collector()).isEqualTo(URI.create("http://127.0.0.1:7070"));
    assertThat(settings.isSupervised()).isFalse();
    assertThat(settings.budget()).isEqualTo(Budget.DEFAULT);
  }

  @Test
  void theMainClassNamesTheServiceWhereThereIsNoJar() {
    assertThat(Settings.read("", Map.of(), "com.example.PushServer a b").service())
        .isEqualTo("PushServer");
    assertThat(Settings.read("", Map.of(), "").service()).isEqualTo("java");
  }

  @Test
  void argumentsThatMakeNoSenseAreLeftOut() {
    Settings settings =
        Settings.read("service=push,,=,collector=::,lines=9/1/x,nonsense", Map.of(), "a.Main");
    assertThat(settings.service()).isEqualTo("push");
    assertThat(settings.collector()).isNull();
    assertThat(settings.lines()).isNull();
  }
}
