package dev.plimsoll.app.ecosystem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code plimsoll.yml} from an ecosystem file of PM2. */
public final class Import {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS)
          .build();

  private Import() {}

  /**
   * The text of the equal file; what has no equal stands in it as comments.
   *
   * @param file that was read
   * @param read what stands in it, as {@link EcosystemFile} gives it
   * @param section which of the {@code env_...} sections is to be put on top; null for none
   * @param processors of this host, for {@code instances: max}
   */
  public static String text(Path file, JsonNode read, @Nullable String section, int processors)
      throws EcosystemException {
    List<JsonNode> apps = EcosystemFile.applications(read);
    if (apps.isEmpty()) {
      throw new EcosystemException(
          file + ": has no applications; PM2 wants { apps: [ { name, script } ] }");
    }
    if (section != null && apps.stream().noneMatch(app -> app.has("env_" + section))) {
      throw new EcosystemException(
          "%s: no application has a section env_%s".formatted(file, section));
    }
    StringBuilder text = new StringBuilder();
    text.append("# From ").append(file.getFileName());
    text.append(section == null ? "" : ", with env_" + section).append(".\n");
    text.append("# Put it beside that file: folders are seen from here.\n");
    if (read.has("deploy")) {
      text.append("# deploy: has no equal; use what copies your files.\n");
    }
    text.append("services:\n");
    Map<String, Integer> names = new HashMap<>();
    for (int at = 0; at < apps.size(); at++) {
      Application app = Application.of(apps.get(at), section, at, processors);
      int same = names.merge(app.name(), 1, Integer::sum);
      String name = same == 1 ? app.name() : app.name() + "-" + same;
      app.notes().forEach(note -> text.append("  # ").append(oneLine(note)).append('\n'));
      text.append(indented(Map.of(name, app.service())));
    }
    // We would look for it in the environment; PM2 does not.
    return text.toString().replace("${", "\\x24{");
  }

  private static String oneLine(String note) {
    return note.replaceAll("\\s*\\R\\s*", " ");
  }

  private static String indented(Map<String, ?> service) {
    try {
      return YAML.writeValueAsString(service).replaceAll("(?m)^(?=.)", "  ");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps and lists are always YAML", e);
    }
  }
}
