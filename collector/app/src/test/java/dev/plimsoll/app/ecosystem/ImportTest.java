package dev.plimsoll.app.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.app.config.ConfigurationFile;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
  private static final Path FILE = Path.of("ecosystem.config.js");
  @TempDir Path folder;

  @Test
  void whatIsPrintedIsReadAgain() throws Exception {
    String text =
        text(
            """
            {"apps": [
              {"name": "my api", "script": "dist/index.js", "args": "--a 'b c'", "instances": "max",
               "node_args": ["--max-old-space-size=400"], "kill_timeout": 5000,
               "exp_backoff_restart_delay": 100, "max_restarts": 7, "min_uptime": "2s",
               "env": {"A": "${HOME}", "N": 1, "ON": true}, "env_staging": {"N": 2}, "watch": true,
               "wait_ready": true, "listen_timeout": 8000},
              {"script": "npm start"}]}
            """,
            "staging");
    List<ServiceSpec> services = read(text);
    ServiceSpec api = services.get(0);
    assertThat(api.name()).isEqualTo("my-api");
    assertThat(api.command())
        .containsExactly("node", "--max-old-space-size=400", "dist/index.js", "--a", "b c");
    assertThat(api.instances()).isEqualTo(4);
    assertThat(api.environment())
        .containsAllEntriesOf(Map.of("A", "${HOME}", "N", "2", "ON", "true"));
    assertThat(api.stop().signal()).isEqualTo("SIGINT");
    assertThat(api.stop().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(api.restart().backoffMin()).isEqualTo(Duration.ofMillis(100));
    assertThat(api.restart().max()).isEqualTo(7);
    assertThat(api.ready().message()).isTrue();
    assertThat(api.ready().timeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(services.get(1).name()).isEqualTo("npm-start");
    assertThat(services.get(1).command()).containsExactly("npm", "start");
    assertThat(text)
        .contains("# watch: files are not watched", "# name: \"my api\"", "4 were found");
  }

  @Test
  void whatIsUnknownIsSaid() throws Exception {
    assertThat(text("[{\"script\": \"a.js\", \"frobnicate\": 1}]", null))
        .contains("# frobnicate: has no equal.");
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> text("{\"apps\": []}", null)).hasMessageContaining("no applications");
    assertThatThrownBy(() -> text("[{\"name\": \"x\"}]", null))
        .hasMessageContaining("\"x\" has no script");
    assertThatThrownBy(() -> text("[{\"script\": \"a.js\"}]", "production"))
        .hasMessageContaining("env_production");
  }

  private static String text(String json, @Nullable String section) throws Exception {
    return Import.text(FILE, new ObjectMapper().readTree(json), section, 4);
  }

  private List<ServiceSpec> read(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("plimsoll.yml"), text);
    return ConfigurationFile.read(file, Map.of()).services();
  }
}
