package dev.plimsoll.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.supervisor.spec.LogSpec;
import dev.plimsoll.supervisor.spec.ReadySpec;
import dev.plimsoll.supervisor.spec.RestartSpec;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.spec.StopSpec;
import dev.plimsoll.wire.run.Lines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {
  @TempDir Path folder;

  @Test
  void aWholeFileIsRead() throws Exception {
    Configuration configuration =
        read(
            """
            services:
              push:
                command: java -Xmx400m -jar "my push.jar"
                instances: 2
                port: 3000
                lines:   { warn: 0.60, dump: 0.75, restart: 0.80 }
                ready:   { timeout: 20s, settle: 1s }
                stop:    { signal: SIGINT, timeout: 5s }
                restart: { min-uptime: 2s, backoff: 500ms..2m, max: 5 per 1h }
                dumps:   { max-pause: 10s, per-run: 2, keep: 1, keep-bytes: 1000000000 }
                logs:    { size: 512k, keep: 9, age: 7d }
                env:     { NODE_ENV: production, EMPTY: }
                directory: .
            alerts:
              - { type: slack, url: "${SLACK_WEBHOOK}" }
            """);

    assertThat(configuration.webhooks()).containsExactly(URI.create("http://127.0.0.1:9/hook"));
    ServiceSpec push = configuration.services().get(0);
    assertThat(push.name()).isEqualTo("push");
    assertThat(push.command()).containsExactly("java", "-Xmx400m", "-jar", "my push.jar");
    assertThat(push.instances()).isEqualTo(2);
    assertThat(push.port()).isEqualTo(3000);
    assertThat(push.lines()).isEqualTo(new Lines(0.60, 0.75, 0.80));
    assertThat(push.ready())
        .isEqualTo(new ReadySpec(Duration.ofSeconds(20), Duration.ofSeconds(1)));
    assertThat(push.stop()).isEqualTo(new StopSpec("SIGINT", Duration.ofSeconds(5)));
    assertThat(push.restart())
        .isEqualTo(
            new RestartSpec(
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofMinutes(2),
                RestartSpec.DEFAULT.resetAfter(),
                5,
                Duration.ofHours(1)));
    assertThat(push.environment())
        .containsOnly(
            Map.entry("NODE_ENV", "production"),
            Map.entry("EMPTY", ""),
            Map.entry("PLIMSOLL_DUMP_MAX_PAUSE", "10000ms"),
            Map.entry("PLIMSOLL_DUMP_PER_RUN", "2"),
            Map.entry("PLIMSOLL_DUMP_KEEP", "1"),
            Map.entry("PLIMSOLL_DUMP_KEEP_BYTES", "1000000000"));
    assertThat(push.logs()).isEqualTo(new LogSpec(512 * 1024, 9, Duration.ofDays(7)));
    assertThat(push.directory()).isEqualTo(folder);
  }

  @Test
  void everythingButTheCommandHasADefault() throws Exception {
    Configuration configuration = read("services:\n  push:\n    command: [java, -jar, push.jar]\n");

    assertThat(configuration.services())
        .containsExactly(ServiceSpec.of("push", List.of("java", "-jar", "push.jar")));
    assertThat(configuration.webhooks()).isEmpty();
  }

  @Test
  void anEmptyFileIsAnEmptyConfiguration() throws Exception {
    assertThat(read("")).isEqualTo(Configuration.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "'services: {push: {command: x, intances: 2}}', services.push.intances, instances",
    "'servces: {}', servces, services",
    "'services: {push: {command: x, lines: {restrat: 0.8}}}', services.push.lines.restrat, restart",
    "'services: {push: {command: x, restart: {minuptime: 1s}}}', minuptime, min-uptime"
  })
  void aMisspeltKeyIsAnErrorThatNamesTheNearest(String text, String key, String nearest) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("plimsoll.yml:1")
        .hasMessageContaining(key)
        .hasMessageContaining("did you mean \"" + nearest + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'services: {push: {}}', services.push.command",
    "'services: {push: {command: x, instances: 0}}', services.push",
    "'services: {push: {command: x, port: 70000}}', 70000",
    "'services: {push: {command: x, lines: {warn: 0.9}}}', services.push.lines",
    "'services: {push: {command: x, ready: {timeout: soon}}}', services.push.ready.timeout",
    "'services: {push: {command: x, ready: {timeout: 0s}}}', services.push",
    "'services: {push: {command: x, restart: {max: 10}}}', services.push.restart.max",
    "'services: {push: {command: x, restart: {max: 1 per 1m}}}', services.push",
    "'services: {push: {command: x, stop: {signal: SIGKILL}}}', services.push.stop.signal",
    "'services: {push: {command: \"java ''x\"}}', services.push.command",
    "'services: {a/b: {command: x}}', services.a/b",
    "'alerts: [{type: pigeon, url: \"http://x\"}]', alerts[0].type",
    "'alerts: [{type: slack, url: \"${NOWHERE}\"}]', NOWHERE",
    "'services: [1]', services",
    "'services: {push: ', plimsoll.yml"
  })
  void aValueThatMakesNoSenseIsAnErrorThatNamesItsPlace(String text, String place) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(place);
  }

  @Test
  void aBadWebhookUrlIsNotRepeated() {
    assertThatThrownBy(() -> read("alerts: [{type: slack, url: \"ht tp://hooks/T0/SECRET\"}]"))
        .hasMessageContaining("alerts[0].url")
        .hasMessageNotContaining("SECRET");
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    Path nowhere = folder.resolve("nowhere.yml");

    assertThatThrownBy(() -> ConfigurationFile.read(nowhere, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(nowhere + ": there is no such file");
  }

  private Configuration read(String text) throws ConfigurationException, IOException {
    Path file = Files.writeString(folder.resolve("plimsoll.yml"), text);
    return ConfigurationFile.read(file, Map.of("SLACK_WEBHOOK", "http://127.0.0.1:9/hook"));
  }
}
