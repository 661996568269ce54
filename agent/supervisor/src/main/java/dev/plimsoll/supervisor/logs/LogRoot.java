package dev.plimsoll.supervisor.logs;

import dev.plimsoll.supervisor.spec.PrivateDirectory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of all logs: one folder a service, and in it one for what is still to be read. */
final class LogRoot {
  static final String SPOOLS = "spool";
  private static final Pattern SPOOLED = Pattern.compile("(\\d{1,6})-(.+)\\" + Marks.ENDING);

  private LogRoot() {}

  /** A run whose streams are files here. */
  record Spooled(int index, String run) {}

  static Path in(Path state) {
    return state.resolve("logs");
  }

  static Path prepareSpools(Path root, String service) throws IOException {
    if (root.getParent() != null) {
      PrivateDirectory.prepare(root.getParent());
    }
    PrivateDirectory.prepare(root);
    PrivateDirectory.prepare(root.resolve(service));
    return PrivateDirectory.prepare(root.resolve(service).resolve(SPOOLS));
  }

  /** The marks of all runs of an instance. */
  static List<Path> marks(Path spools, int index) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(spools, index + "-*" + Marks.ENDING)) {
      files.forEach(found::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  static List<Spooled> spools(Path root, String service) throws IOException {
    List<Spooled> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(root.resolve(service).resolve(SPOOLS), "*" + Marks.ENDING)) {
      for (Path file : files) {
        Matcher matcher = SPOOLED.matcher(String.valueOf(file.getFileName()));
        if (matcher.matches()) {
          found.add(new Spooled(Integer.parseInt(matcher.group(1)), matcher.group(2)));
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }
}
