package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does who comes from PM2: import, run, look, read logs. */
class OperatorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String SERVER =
      """
      const http = require('http');
      console.log('starting in', process.env.NODE_ENV);
      console.error('a word on stderr');
      http.createServer((request, response) => {
        console.log('request', request.url);
        response.end(`${process.env.NODE_ENV} ${process.execArgv.includes('--max-old-space-size=128')} ${process.argv[2]}`);
      }).listen(Number(process.env.PORT), '127.0.0.1');
      """;

  @TempDir Path folder;

  @Test
  void ecosystemFilesOfThreeKindsAreImportedAndRun() throws Exception {
    int cluster = Api.freePort();
    int fork = Api.freePort();
    int yaml = Api.freePort();
    Files.writeString(folder.resolve("server.js"), SERVER);
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/server.js"), SERVER);
    Files.writeString(
        folder.resolve("ecosystem.config.js"),
        """
        const pkg = { name: 'api' };
        console.log('a file may print');
        module.exports = {
          apps: [{
            name: pkg.name, script: './server.js', args: 'one', instances: 2, exec_mode: 'cluster',
            node_args: '--max-old-space-size=128', max_memory_restart: '300M', watch: false,
            kill_timeout: 5000, listen_timeout: 30000, wait_ready: false, merge_logs: true,
            error_file: './logs/err.log', env: { NODE_ENV: 'development', PORT: %d },
            env_production: { NODE_ENV: 'production' },
          }],
          deploy: { production: { user: 'node', host: 'example' } },
        };
        """
            .formatted(cluster));
    Files.writeString(
        folder.resolve("process.json"),
        """
        { /* a fork */ "apps": [{
            "name": "site", "script": "server.js", "cwd": "./site", "args": ["two"],
            "exec_mode": "fork", "cron_restart": "0 3 * * *", "max_restarts": 5,
            "min_uptime": "2s", "restart_delay": 500,
            "env": { "NODE_ENV": "staging", "PORT": "%d" } }] }
        """
            .formatted(fork));
    Files.writeString(
        folder.resolve("pm2.yml"),
        """
        apps:
          - script: node
            name: "plain"
            interpreter: none
            args: "--max-old-space-size=128 server.js three"
            exp_backoff_restart_delay: 100
            env:
              NODE_ENV: test
              PORT: %d
        """
            .formatted(yaml));

    String text = imported("ecosystem.config.js", "--env", "production");
    assertThat(text)
        .contains("# deploy: has no equal", "# max_memory_restart: 300M", "instances: 2")
        .doesNotContain("a file may print");
    try (Plimsoll first = supervise(text, "one.yml");
        Plimsoll second = supervise(imported("process.json"), "two.yml");
        Plimsoll third = supervise(imported("pm2.yml"), "three.yml")) {
      assertThat(awaitAnswer(cluster, first)).isEqualTo("production true one");
      assertThat(awaitAnswer(fork, second)).isEqualTo("staging false two");
      assertThat(awaitAnswer(yaml, third)).isEqualTo("test true three");

      Plimsoll.Finished top = Plimsoll.run(folder, "top", "--collector", nowhere());
      assertThat(top.exitCode()).isZero();
      assertThat(top.output()).contains("plimsoll top", "api/0", "api/1", "site/0", "plain/0");
      assertThat(top.output().lines().mapToInt(String::length)).allMatch(width -> width <= 80);
      assertThat(top.output()).doesNotContain("\033");

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Plimsoll.run(folder, "logs", "site", "--stdout").output())
                      .contains("starting in staging", "request /")
                      .doesNotContain("a word"));
      second.kill();
      assertThat(Plimsoll.run(folder, "logs", "site/0", "--stderr", "--json").output())
          .contains("\"text\":\"a word on stderr\"", "\"stream\":\"stderr\"")
          .doesNotContain("starting in");
      // The service lives on, and is stopped by the supervisor that takes it over.
      try (Plimsoll next = supervise(imported("process.json"), "two.yml")) {
        assertThat(awaitAnswer(fork, next)).isEqualTo("staging false two");
        await().atMost(PATIENCE).until(() -> next.output().contains("under a new supervisor"));
      }
    }
    assertThat(Plimsoll.run(folder, "logs", "nobody").output()).contains("api, plain, site");
  }

  @Test
  void aFileThatIsNoneIsExplained() throws Exception {
    Files.writeString(folder.resolve("broken.config.js"), "module.exports = { apps: [nothing] };");
    Plimsoll.Finished broken = Plimsoll.run(folder, "import", at("broken.config.js"));
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.output()).contains("nothing is not defined").doesNotContain("\tat ");
    Files.writeString(folder.resolve("empty.json"), "{}");
    assertThat(Plimsoll.run(folder, "import", at("empty.json")).output())
        .contains("has no applications");
  }

  private String imported(String file, String... more) throws Exception {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "import";
    arguments[1] = at(file);
    System.arraycopy(more, 0, arguments, 2, more.length);
    Plimsoll.Finished finished = Plimsoll.run(folder, arguments);
    assertThat(finished.exitCode()).as(finished.output()).isZero();
    return finished.output();
  }

  private Plimsoll supervise(String configuration, String name) throws IOException {
    Files.writeString(folder.resolve(name), configuration);
    return Plimsoll.start(folder, "run", "--collector", "none", "--config", at(name));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String nowhere() throws IOException {
    return "http://127.0.0.1:" + Api.freePort();
  }

  private static String awaitAnswer(int port, Plimsoll supervisor) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
    return await()
        .atMost(PATIENCE)
        .failFast(() -> !supervisor.process().isAlive())
        .ignoreExceptions()
        .until(
            () -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body(),
            body -> !body.isEmpty());
  }
}
