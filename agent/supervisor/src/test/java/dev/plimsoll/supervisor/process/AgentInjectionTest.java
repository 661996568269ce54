package dev.plimsoll.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.supervisor.logs.Capture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentInjectionTest {
  private static final Path JAR = Path.of("/var/lib/agent.jar");

  @Test
  void aJvmGetsTheAgentAsItsFirstArgument() {
    for (String java : List.of("java", "/usr/lib/jvm/17/bin/java")) {
      LaunchOrder injected = into(JAR, Map.of(), java, "-Xmx1g", "-jar", "push.jar");
      assertThat(injected.command())
          .containsExactly(java, "-javaagent:/var/lib/agent.jar", "-Xmx1g", "-jar", "push.jar");
      assertThat(injected.environment()).doesNotContainKey("JAVA_TOOL_OPTIONS");
    }
  }

  @Test
  void aScriptGetsItThroughTheEnvironment() {
    LaunchOrder injected = into(JAR, Map.of(), "./start.sh", "java");
    assertThat(injected.command()).containsExactly("./start.sh", "java");
    assertThat(injected.environment())
        .containsEntry("JAVA_TOOL_OPTIONS", "-javaagent:/var/lib/agent.jar");
  }

  @Test
  void optionsThatAreThereAlreadyStay() {
    LaunchOrder injected = into(JAR, Map.of("JAVA_TOOL_OPTIONS", "-Xss1m"), "./start.sh");
    assertThat(injected.environment())
        .containsEntry("JAVA_TOOL_OPTIONS", "-Xss1m -javaagent:/var/lib/agent.jar");
  }

  @Test
  void aPathWithABlankIsQuotedInTheEnvironmentAlone() {
    Path blank = Path.of("/my agents/agent.jar");
    assertThat(into(blank, Map.of(), "./start.sh").environment())
        .containsEntry("JAVA_TOOL_OPTIONS", "\"-javaagent:/my agents/agent.jar\"");
    assertThat(into(blank, Map.of(), "java").command())
        .containsExactly("java", "-javaagent:/my agents/agent.jar");
  }

  @Test
  void nodeIsLeftAsItIs() {
    LaunchOrder injected = into(JAR, Map.of(), "node", "dist/index.js");
    assertThat(injected.command()).containsExactly("node", "dist/index.js");
    assertThat(injected.environment()).isEmpty();
  }

  private static LaunchOrder into(Path jar, Map<String, String> inherited, String... command) {
    LaunchOrder order =
        new LaunchOrder(
            "run", "push/0", List.of(command), Map.of(), Set.of(), null, List.of(), Capture.none());
    return AgentInjection.into(order, jar, inherited);
  }
}
