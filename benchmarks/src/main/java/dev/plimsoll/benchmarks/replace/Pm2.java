package dev.plimsoll.benchmarks.replace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PM2 with a Node server in cluster mode and {@code reload}, its way to replace. Fetched by npm
 * when it is run; with a home of its own, so that no other PM2 of this user is touched.
 */
final class Pm2 implements Contender {
  private static final String VERSION = "7.0.4";
  private final Path folder;
  private final String shutdown;
  private final int millis;

  /**
   * Not fetched yet.
   *
   * @param shutdown JavaScript for when the server is told to end; empty for none
   */
  Pm2(Path folder, int millis, String shutdown) {
    this.folder = folder;
    this.millis = millis;
    this.shutdown = shutdown;
  }

  @Override
  public void start(int port) throws Exception {
    run(List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "pm2@" + VERSION));
    Files.writeString(
        folder.resolve("app.js"),
        """
        let closing = false;
        const server = require('http').createServer((request, response) => {
          setTimeout(() => {
            if (closing) response.setHeader('Connection', 'close');
            response.end('hello');
          }, %d);
        });
        server.listen(%d, () => process.send && process.send('ready'));
        %s
        """
            .formatted(millis, port, shutdown));
    pm2("start", "app.js", "-i", "2", "--wait-ready", "--kill-timeout", "5000");
  }

  private void pm2(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node_modules/.bin/pm2"));
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PM2_HOME", folder.resolve("home").toString());
    Process process = builder.start();
    if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " has failed");
    }
  }

  @Override
  public void replace() throws Exception {
    pm2("reload", "app");
  }

  @Override
  public void close() throws Exception {
    pm2("kill");
  }
}
