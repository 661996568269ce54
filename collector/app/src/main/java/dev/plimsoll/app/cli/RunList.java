package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import dev.plimsoll.supervisor.instance.RunView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What runs: of this host's supervisors, and of the collector. */
final class RunList {
  private RunList() {}

  static List<ListedRun> local() throws IOException {
    List<ListedRun> runs = new ArrayList<>();
    for (RunView run : LocalHost.runs()) {
      runs.add(ListedRun.of(run));
    }
    return runs;
  }

  /**
   * Adds those that are not among the runs yet. Empty, or why the collector told nothing: without
   * one, this host is still listed.
   */
  static String addFrom(CollectorClient collector, List<ListedRun> runs) {
    try {
      for (JsonNode service : collector.get("services").path("items")) {
        for (JsonNode instance : service.path("instances")) {
          ListedRun run = ListedRun.of(instance);
          if (runs.stream().noneMatch(known -> known.run().equals(run.run()))) {
            runs.add(run);
          }
        }
      }
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
