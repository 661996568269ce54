package dev.plimsoll.app.ecosystem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads an ecosystem file of PM2: JavaScript, JSON or YAML. */
public final class EcosystemFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_JAVA_COMMENTS,
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private EcosystemFile() {}

  /**
   * The applications of a file, and beside them {@code deploy} and whatever else stands there.
   *
   * @param node program that evaluates JavaScript
   * @throws EcosystemException if there is no such file, or nothing to be understood in it
   */
  public static JsonNode read(Path file, String node)
      throws EcosystemException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      throw new EcosystemException(file + ": there is no such file");
    }
    String name = String.valueOf(file.getFileName());
    try {
      JsonNode read =
          name.matches(".*\\.[cm]?js")
              ? JSON.readTree(ConfigurationScript.evaluate(file, node))
              : name.endsWith(".json") || name.endsWith(".json5")
                  ? JSON.readTree(Files.readString(file))
                  : new YAMLMapper().readTree(Files.readString(file));
      return read == null ? JSON.createObjectNode() : read;
    } catch (JacksonException e) {
      throw new EcosystemException(
          "%s: line %s: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? "?" : e.getLocation().getLineNr(),
                  e.getOriginalMessage()));
    } catch (IOException e) {
      throw new EcosystemException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /** PM2 takes a list, an object with {@code apps}, or a single application. */
  static List<JsonNode> applications(JsonNode read) {
    JsonNode apps = read.has("apps") ? read.get("apps") : read;
    List<JsonNode> found = new ArrayList<>();
    if (apps.isArray()) {
      apps.forEach(found::add);
    } else if (apps.has("script")) {
      found.add(apps);
    }
    return found;
  }
}
