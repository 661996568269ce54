package dev.plimsoll.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in {@code deploy/} is not run here, but it is what it should be. */
class DeployFilesTest {
  private static final Path DEPLOY = Path.of("../../deploy");
  @TempDir Path folder;

  @Test
  void theManifestsAreYamlAndGiveTimeEnoughToDrain() throws Exception {
    JsonNode deployment = ofKind(manifests("service.yml"), "Deployment");
    String text =
        ofKind(manifests("service.yml"), "ConfigMap").path("data").path("plimsoll.yml").asText();
    Path file = Files.writeString(folder.resolve("plimsoll.yml"), text);
    ServiceSpec service = ConfigurationFile.read(file, Map.of()).services().get(0);
    JsonNode pod = deployment.path("spec").path("template").path("spec");
    JsonNode container = pod.path("containers").path(0);
    long sleep =
        container.path("lifecycle").path("preStop").path("exec").path("command").path(1).asLong();
    assertThat(pod.path("terminationGracePeriodSeconds").asLong())
        .isGreaterThan(2 * service.stop().timeout().toSeconds() + sleep);
    assertThat(container.path("ports").path(0).path("containerPort").asInt())
        .isEqualTo(service.port());
    assertThat(container.path("readinessProbe").isObject()).isTrue();
    assertThat(ofKind(manifests("collector.yml"), "StatefulSet").isObject()).isTrue();
  }

  @Test
  void theUnitLeavesTheServicesToTheSupervisor() throws Exception {
    assertThat(Files.readAllLines(DEPLOY.resolve("systemd/plimsoll.service")))
        .contains("KillMode=process", "OOMPolicy=continue", "StateDirectoryMode=0700");
  }

  private static List<JsonNode> manifests(String name) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    try (MappingIterator<JsonNode> all =
        yaml.readerFor(JsonNode.class)
            .readValues(DEPLOY.resolve("kubernetes").resolve(name).toFile())) {
      return all.readAll();
    }
  }

  private static JsonNode ofKind(List<JsonNode> manifests, String kind) {
    return manifests.stream()
        .filter(manifest -> manifest.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
