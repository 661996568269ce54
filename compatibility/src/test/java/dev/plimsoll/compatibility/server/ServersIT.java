package dev.plimsoll.compatibility.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each server once without the agent and once with it. What it answers has to be the same, its exit
 * code too, and its log must have no line of trouble that it has not without.
 */
class ServersIT {
  private static final Path AGENT = Path.of(System.getProperty("plimsoll.agent.jar", ""));
  private static final Path REPORT = Path.of("target", "compatibility.md");
  private static final Pattern TROUBLE =
      Pattern.compile(
          "plimsoll|WARN|ERROR|SEVERE|FATAL|Exception|Error\\b|^\\s*at |Picked up",
          Pattern.CASE_INSENSITIVE);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int SAMPLES = 3;

  private final Central central = new Central();

  /** Narrowed down with {@code -Dservers=Tomcat}. */
  static Stream<Arguments> servers() {
    String wanted = System.getProperty("plimsoll.servers", "");
    List<Server> servers = new ArrayList<>(Containers.all());
    servers.addAll(Programs.all());
    servers.add(new Quarkus());
    servers.addAll(Databases.all());
    return servers.stream()
        .filter(server -> wanted.startsWith("${") || server.name().contains(wanted))
        .flatMap(
            server ->
                Stream.of(17, 25)
                    .filter(server::runsOn)
                    .map(java -> Arguments.of(server.name(), server, java)));
  }

  @ParameterizedTest(name = "{0} on Java {2}")
  @MethodSource("servers")
  void startsServesAndStopsAsWithoutTheAgent(
      String name, Server server, int java, @TempDir Path folder) throws Exception {
    Jdk jdk = Jdk.of(java);
    Play plain = Play.of(server, site(folder, "plain", jdk, List.of()), () -> {});
    try (Ingest collector = new Ingest()) {
      String agent = "-javaagent:" + AGENT + "=service=server,collector=" + collector.url();
      Play watched =
          Play.of(
              server,
              site(folder, "watched", jdk, List.of(agent)),
              () ->
                  Awaitility.await()
                      .atMost(LONGEST_WAIT)
                      .until(() -> collector.batches() > SAMPLES));

      assertThat(watched.answers()).isEqualTo(plain.answers());
      assertThat(watched.exitCode()).isEqualTo(plain.exitCode());
      Set<String> more = new LinkedHashSet<>(watched.log());
      more.removeAll(plain.log());
      report(name, java, plain.log().size(), more);
      assertThat(more).as("lines of trouble").noneMatch(line -> TROUBLE.matcher(line).find());
    }
  }

  private Site site(Path folder, String name, Jdk jdk, List<String> agent) throws IOException {
    return new Site(Files.createDirectories(folder.resolve(name)), jdk, central, agent);
  }

  private static void report(String name, int java, int lines, Set<String> more)
      throws IOException {
    StringBuilder row = new StringBuilder();
    row.append("| ").append(name).append(" | ").append(java).append(" | ").append(lines);
    row.append(" | ").append(more.size()).append(" |\n");
    more.forEach(line -> row.append("<!-- ").append(line).append(" -->\n"));
    Files.writeString(REPORT, row.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
