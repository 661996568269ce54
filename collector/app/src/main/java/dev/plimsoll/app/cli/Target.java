package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a person means by a name: a service, an instance or a run. */
final class Target {
  private Target() {}

  /**
   * The id of the run that is meant.
   *
   * @throws IOException if nothing has that name, or more than one instance has
   */
  static String resolve(CollectorClient collector, String name) throws IOException {
    List<JsonNode> matches = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (JsonNode service : collector.get("services").path("items")) {
      for (JsonNode instance : service.path("instances")) {
        known.add(instance.path("instance").asText());
        if (name.equals(instance.path("service").asText())
            || name.equals(instance.path("instance").asText())
            || name.equals(instance.path("run").asText())) {
          matches.add(instance);
        }
      }
    }
    if (matches.isEmpty()) {
      throw new IOException(
          "nothing is called \"%s\"; the collector knows: %s"
              .formatted(name, known.isEmpty() ? "no service yet" : String.join(", ", known)));
    }
    if (matches.size() > 1) {
      throw new IOException(
          "\"%s\" has %d instances; name one: %s"
              .formatted(
                  name,
                  matches.size(),
                  String.join(
                      ", ",
                      matches.stream().map(match -> match.path("instance").asText()).toList())));
    }
    return matches.get(0).path("run").asText();
  }
}
