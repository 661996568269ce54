package dev.plimsoll.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "ps",
    description =
        "Lists what runs: what this host's supervisors keep, and what the collector knows beside.",
    mixinStandardHelpOptions = true)
final class PsCommand implements Callable<Integer> {
  @Mixin private CollectorAddress address;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<ListedRun> runs = new ArrayList<>(RunList.local());
    String absent = RunList.addFrom(address.client(), runs);
    if (json) {
      Map<String, Object> printed = new LinkedHashMap<>();
      printed.put("items", runs.stream().map(ListedRun::toJson).toList());
      printed.put("next", null);
      System.out.println(Printed.json(printed));
    } else if (runs.isEmpty()) {
      System.out.println(
          absent.isEmpty()
              ? "nothing runs; start something with `plimsoll run -- COMMAND`"
              : "nothing runs under a supervisor of yours on this host, and " + absent);
    } else {
      System.out.print(Printed.table(rows(runs)));
      troubles(runs).forEach(System.out::println);
    }
    return 0;
  }

  /** One for each instance that has any, as a sentence below the table. */
  private static List<String> troubles(List<ListedRun> runs) {
    return runs.stream().map(ListedRun::trouble).filter(Objects::nonNull).distinct().toList();
  }

  private static List<List<String>> rows(List<ListedRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(ListedRun.HEADINGS);
    long now = System.currentTimeMillis();
    runs.forEach(run -> rows.add(run.cells(now)));
    return rows;
  }
}
