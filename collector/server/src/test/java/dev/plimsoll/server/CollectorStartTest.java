package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.server.alerts.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorStartTest {
  @TempDir Path data;

  @Test
  void aTakenPortIsNamedAndTheDataDirectoryIsLeftAlone() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CollectorOptions options = CollectorOptions.in(data).at("127.0.0.1", other.getLocalPort());

      assertThatThrownBy(() -> Collector.start(options))
          .isInstanceOf(CollectorStartException.class)
          .hasMessage(
              "port %d on 127.0.0.1 is taken; stop what listens there, or choose another with"
                  + " --port",
              other.getLocalPort());
      assertThat(data).isEmptyDirectory();
    }
  }

  @Test
  void aHostOfAnotherMachineIsNamed() {
    CollectorOptions options = CollectorOptions.in(data).at("192.0.2.1", 0);

    assertThatThrownBy(() -> Collector.start(options))
        .isInstanceOf(CollectorStartException.class)
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void aHostThatDoesNotExistIsNamed() {
    CollectorOptions options = CollectorOptions.in(data).at("no-such-host.invalid", 0);

    assertThatThrownBy(() -> Collector.start(options))
        .isInstanceOf(CollectorStartException.class)
        .hasMessageContaining("cannot listen on no-such-host.invalid");
  }

  @Test
  void aFileInPlaceOfTheDataDirectoryIsNamed() throws IOException {
    Path file = Files.writeString(data.resolve("file"), "");

    assertThatThrownBy(() -> Collector.start(CollectorOptions.in(file).at("127.0.0.1", 0)))
        .isInstanceOf(CollectorStartException.class)
        .hasMessage("the data directory %s is not a directory; choose another with --data", file);
  }

  @Test
  void twoCollectorsDoNotShareADirectory() throws Exception {
    CollectorOptions options = CollectorOptions.in(data).at("127.0.0.1", 0);
    try (Collector first = Collector.start(options)) {
      assertThatThrownBy(() -> Collector.start(options))
          .isInstanceOf(CollectorStartException.class)
          .hasMessageContaining("another collector");
      assertThat(new Http(first.url()).get("/healthz").status()).isEqualTo(200);
    }
  }

  @Test
  void aWebhookIsShownWithoutItsSecret() {
    Webhook webhook = new Webhook(URI.create("https://hooks.slack.com/services/T/B/sEcReT?x=y"));

    assertThat(webhook).hasToString("https://hooks.slack.com/…");
    assertThatIllegalArgumentException().isThrownBy(() -> new Webhook(URI.create("file:///x")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Webhook(URI.create("hooks")));
  }
}
