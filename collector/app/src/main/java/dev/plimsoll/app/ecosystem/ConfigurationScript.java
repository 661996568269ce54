package dev.plimsoll.app.ecosystem;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Evaluates a configuration that is a program, as its author's own Node does: in a process of its
 * own, in the folder of the file, without our sockets and variables, and not for ever.
 */
final class ConfigurationScript {
  private static final long PATIENCE_SECONDS = 20;
  private static final long MOST_BYTES = 4 << 20;

  /** Whatever the file prints goes to the standard output; the value goes into a file of ours. */
  private static final String SCRIPT =
      "const { pathToFileURL } = require('url');"
          + "import(pathToFileURL(process.argv[1]).href).then((m) => {"
          + " const v = m.default === undefined ? { ...m } : m.default;"
          + " require('fs').writeFileSync(process.argv[2], JSON.stringify(v) || 'null');"
          + " process.exit(0); },"
          + " (e) => { console.error(e && e.stack || e); process.exit(1); });";

  private ConfigurationScript() {}

  /** The value as JSON. */
  static String evaluate(Path file, String node)
      throws EcosystemException, IOException, InterruptedException {
    Path folder = Files.createTempDirectory("plimsoll-import");
    try {
      return evaluate(file, node, folder);
    } finally {
      for (String name : List.of("value", "errors")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  private static String evaluate(Path file, String node, Path folder)
      throws EcosystemException, IOException, InterruptedException {
    Path value = folder.resolve("value");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(node, "-e", SCRIPT, file.toAbsolutePath().toString(), value.toString())
            .directory(file.toAbsolutePath().getParent().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PLIMSOLL_"));
    Process process = start(builder, file, node);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new EcosystemException(
          "%s: was not evaluated within %d s; does it wait for something?"
              .formatted(file, PATIENCE_SECONDS));
    }
    if (process.exitValue() != 0 || !Files.exists(value)) {
      throw new EcosystemException(file + ": " + reason(errors));
    }
    if (Files.size(value) > MOST_BYTES) {
      throw new EcosystemException(file + ": gives more than 4 MiB of configuration");
    }
    return Files.readString(value);
  }

  private static Process start(ProcessBuilder builder, Path file, String node)
      throws EcosystemException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new EcosystemException(
          "%s: to evaluate it takes Node, but '%s' could not be started; give one with --node"
              .formatted(file, node));
    }
  }

  /** The message and the line of the file, without the rest of the stack. */
  private static String reason(Path errors) throws IOException {
    List<String> told =
        new String(Files.readAllBytes(errors), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.strip().startsWith("at "))
            .limit(6)
            .toList();
    return told.isEmpty() ? "it ended Node without a value" : String.join("\n  ", told);
  }
}
