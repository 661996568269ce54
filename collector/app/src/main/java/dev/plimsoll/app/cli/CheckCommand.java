package dev.plimsoll.app.cli;

import dev.plimsoll.app.config.Configuration;
import dev.plimsoll.app.config.ConfigurationException;
import dev.plimsoll.app.config.ConfigurationFile;
import dev.plimsoll.supervisor.spec.PrivateDirectory;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description =
        "Checks plimsoll.yml and tells what each service would get on this host, and why: how its "
            + "port is kept open, when it counts as ready, where its load lines are, whether a heap "
            + "dump and a second process fit. Starts nothing. Exit code 1 if something can't work.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "This service only (default: all of the file).")
  private @Nullable String name;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "plimsoll.yml",
      description = "The file (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, ConfigurationException {
    Configuration read = ConfigurationFile.read(file, System.getenv());
    List<ServiceSpec> services =
        read.services().stream()
            .filter(service -> name == null || service.name().equals(name))
            .toList();
    if (services.isEmpty()) {
      throw new IOException(
          name == null
              ? file + " has no services"
              : "%s has no service \"%s\", only %s"
                  .formatted(
                      file,
                      name,
                      String.join(", ", read.services().stream().map(ServiceSpec::name).toList())));
    }
    Host host = Host.ofThis(PrivateDirectory.state(System.getenv()));
    Map<String, List<Prospect>> prospects = new LinkedHashMap<>();
    services.forEach(
        service ->
            prospects.put(service.name(), new Prospects(service, host, System.getenv()).all()));
    boolean fine =
        prospects.values().stream()
            .flatMap(List::stream)
            .noneMatch(prospect -> prospect.verdict() == Prospect.Verdict.BROKEN);
    System.out.print(json ? Printed.json(items(prospects)) + "\n" : text(prospects));
    return fine ? 0 : 1;
  }

  private static Map<String, Object> items(Map<String, List<Prospect>> prospects) {
    List<Map<String, Object>> items = new ArrayList<>();
    prospects.forEach(
        (service, list) ->
            list.forEach(
                prospect -> {
                  Map<String, Object> item = new LinkedHashMap<>();
                  item.put("service", service);
                  item.put("topic", prospect.topic());
                  item.put("verdict", prospect.verdict().wireName());
                  item.put("text", prospect.text());
                  items.add(item);
                }));
    return Map.of("items", items);
  }

  private static String text(Map<String, List<Prospect>> prospects) {
    StringBuilder text = new StringBuilder();
    prospects.forEach(
        (service, list) -> {
          text.append(service).append('\n');
          for (Prospect prospect : list) {
            text.append(
                "  %-8s %-8s %s%n".formatted(prospect.mark(), prospect.topic(), prospect.text()));
          }
        });
    return text.toString();
  }
}
