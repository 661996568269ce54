package dev.plimsoll.app.cli;

import dev.plimsoll.app.client.CollectorClient;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which collector a command talks to. */
final class CollectorAddress {
  static final String DEFAULT = "http://127.0.0.1:7070";

  @Option(
      names = "--collector",
      paramLabel = "URL",
      defaultValue = "${env:PLIMSOLL_COLLECTOR:-" + DEFAULT + "}",
      description = "The collector to ask (default: $PLIMSOLL_COLLECTOR, else " + DEFAULT + ").")
  private URI url;

  CollectorClient client() {
    return new CollectorClient(url);
  }
}
