package dev.plimsoll.app.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads {@code plimsoll.yml}. */
public final class ConfigurationFile {
  private static final YAMLMapper YAML = new YAMLMapper();

  private ConfigurationFile() {}

  /**
   * Reads and checks a file.
   *
   * @param environment where {@code ${NAME}} in the file is looked up
   * @throws ConfigurationException if the file cannot be read, has a key that does not exist, or a
   *     value that makes no sense
   */
  public static Configuration read(Path file, Map<String, String> environment)
      throws ConfigurationException {
    try {
      String text = new Placeholders(environment).fill(Files.readString(file));
      YamlShape shape = text.isBlank() ? null : YAML.readValue(text, YamlShape.class);
      return shape == null ? Configuration.EMPTY : Checks.check(shape, folderOf(file));
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(file + ": there is no such file");
    } catch (UnrecognizedPropertyException e) {
      throw new ConfigurationException(at(file, e.getLocation()) + unknownKey(e));
    } catch (JsonMappingException e) {
      throw new ConfigurationException(
          at(file, e.getLocation()) + path(e) + ": " + e.getOriginalMessage());
    } catch (JacksonException e) {
      throw new ConfigurationException(at(file, e.getLocation()) + e.getOriginalMessage());
    } catch (InvalidValueException e) {
      throw new ConfigurationException(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new ConfigurationException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of("/") : folder;
  }

  private static String at(Path file, JsonLocation location) {
    return location == null ? file + ": " : file + ":" + location.getLineNr() + ": ";
  }

  private static String unknownKey(UnrecognizedPropertyException e) {
    Collection<String> known =
        e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    String nearest = NearestWord.to(e.getPropertyName(), known);
    String hint =
        nearest != null
            ? "did you mean \"" + nearest + "\"?"
            : "known here: " + String.join(", ", known);
    return "unknown key \"%s\"; %s".formatted(path(e), hint);
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() != null ? step.getFieldName() : "[" + step.getIndex() + "]")
        .collect(Collectors.joining("."));
  }
}
