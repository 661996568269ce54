package dev.plimsoll.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeInjectionTest {
  private static final Path REGISTER = Path.of("/var/lib/agent-node/register.js");
  private static final String OPTION = "--require \"/var/lib/agent-node/register.js\"";

  @Test
  void nodeAndWhateverMayStartOneGetItThroughTheEnvironment() {
    for (String program : List.of("node", "/usr/bin/node", "npm", "./start.sh")) {
      assertThat(NodeInjection.variables(List.of(program, "app.js"), REGISTER, Map.of(), Map.of()))
          .containsExactly(Map.entry("NODE_OPTIONS", OPTION));
    }
  }

  @Test
  void aJvmIsLeftAsItIs() {
    assertThat(NodeInjection.variables(List.of("java", "-jar", "a"), REGISTER, Map.of(), Map.of()))
        .isEmpty();
  }

  @Test
  void optionsThatAreThereAlreadyStay() {
    Map<String, String> inherited = Map.of("NODE_OPTIONS", "--max-old-space-size=400");
    assertThat(NodeInjection.variables(List.of("node"), REGISTER, Map.of(), inherited))
        .containsEntry("NODE_OPTIONS", "--max-old-space-size=400 " + OPTION);
    Map<String, String> own = Map.of("NODE_OPTIONS", "--trace-warnings");
    assertThat(NodeInjection.variables(List.of("node"), REGISTER, own, inherited))
        .containsEntry("NODE_OPTIONS", "--trace-warnings " + OPTION);
  }

  @Test
  void aPathWithBlanksAndQuotesIsQuoted() {
    Path odd = Path.of("/my \"agents\"/register.js");
    assertThat(NodeInjection.variables(List.of("node"), odd, Map.of(), Map.of()))
        .containsEntry("NODE_OPTIONS", "--require \"/my \\\"agents\\\"/register.js\"");
  }
}
