package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.ecosystem.EcosystemException;
import dev.plimsoll.app.ecosystem.EcosystemFile;
import dev.plimsoll.app.ecosystem.Import;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description =
        "Prints the plimsoll.yml that equals an ecosystem file of PM2, and as comments what has no "
            + "equal. A file in JavaScript is evaluated with Node, in a process of its own.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "ecosystem.config.js, or PM2's JSON or YAML.")
  private Path file;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "Put the variables of env_NAME on top, as `pm2 start --env NAME` does.")
  private @Nullable String section;

  @Option(
      names = "--node",
      paramLabel = "PROGRAM",
      defaultValue = "node",
      description = "The Node that evaluates JavaScript (default: ${DEFAULT-VALUE}).")
  private String node;

  @Override
  public Integer call() throws EcosystemException, InterruptedException {
    JsonNode read = EcosystemFile.read(file, node);
    System.out.print(Import.text(file, read, section, Runtime.getRuntime().availableProcessors()));
    return 0;
  }
}
