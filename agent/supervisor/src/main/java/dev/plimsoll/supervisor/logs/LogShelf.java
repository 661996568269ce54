package dev.plimsoll.supervisor.logs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All logs that supervisors of this user have written on this host.
 *
 * @param root folder of the logs
 */
public record LogShelf(Path root) {
  private static final Pattern LOG = Pattern.compile("(\\d{1,6})\\..*log(?:\\.gz)?|(\\d{1,6})-.*");

  /**
   * Those below a state directory.
   *
   * @param state as {@link dev.plimsoll.supervisor.spec.PrivateDirectory#state(java.util.Map)}
   *     gives it; need not exist
   */
  public static LogShelf in(Path state) {
    return new LogShelf(LogRoot.in(state));
  }

  /** Names of the services that have printed something, in order. */
  public List<String> services() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path folder : listed(root)) {
      if (Files.isDirectory(folder)) {
        names.add(String.valueOf(folder.getFileName()));
      }
    }
    return names.stream().sorted().toList();
  }

  /** Numbers of the instances of a service that have printed something, in order. */
  public List<Integer> instances(String service) throws IOException {
    TreeSet<Integer> found = new TreeSet<>();
    List<Path> files = new ArrayList<>(listed(root.resolve(service)));
    files.addAll(listed(root.resolve(service).resolve(LogRoot.SPOOLS)));
    for (Path file : files) {
      Matcher matcher = LOG.matcher(String.valueOf(file.getFileName()));
      if (matcher.matches()) {
        String number = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        found.add(Integer.valueOf(number));
      }
    }
    return List.copyOf(found);
  }

  /** The log of one instance; empty if there is none. */
  public InstanceLog open(String service, int index) {
    return new InstanceLog(root.resolve(service), index);
  }

  private static List<Path> listed(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(files::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }
}
