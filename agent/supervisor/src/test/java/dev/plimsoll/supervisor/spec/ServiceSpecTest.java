package dev.plimsoll.supervisor.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceSpecTest {
  private final ServiceSpec push = ServiceSpec.of("push", List.of("java"));

  @Test
  void theDefaultsAreThoseOfTheProduct() {
    assertThat(push.instances()).isEqualTo(1);
    assertThat(push.readyTimeout()).isEqualTo(Duration.ofSeconds(50));
    assertThat(push.stop()).isEqualTo(new StopSpec("SIGTERM", Duration.ofSeconds(30)));
    assertThat(push.restart().minUptime()).isEqualTo(Duration.ofSeconds(1));
    assertThat(push.lines()).isNull();
  }

  @Test
  void whatCannotBeIsRefusedInWords() {
    assertThatThrownBy(() -> ServiceSpec.of("../x", List.of("java"))).hasMessageContaining("../x");
    assertThatThrownBy(() -> ServiceSpec.of("x", List.of())).hasMessageContaining("no command");
    assertThatThrownBy(() -> push.withInstances(0)).hasMessageContaining("1 to 256");
    assertThatThrownBy(() -> push.withPort(70_000)).hasMessageContaining("70000");
    assertThatThrownBy(() -> push.withReady(new ReadySpec(Duration.ZERO, Duration.ZERO)))
        .hasMessageContaining("ready");
  }

  @Test
  void aSignalIsANameAndNothingElse() {
    assertThat(new StopSpec("int", Duration.ZERO).signal()).isEqualTo("SIGINT");
    assertThatThrownBy(() -> new StopSpec("TERM; rm -rf /", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
