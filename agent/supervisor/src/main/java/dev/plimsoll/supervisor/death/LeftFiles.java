package dev.plimsoll.supervisor.death;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Crash files that runtimes write where they work, or where their last words say. */
public final class LeftFiles {
  private static final int MOST = 10;
  private static final Pattern NAMED = Pattern.compile("(?:^|[\\s:])(/\\S+\\.(?:log|hprof|json))");

  private LeftFiles() {}

  /**
   * Those of this process and no other: by its number, and not older than its start.
   *
   * @param directory in which it worked
   * @param lines last that it printed
   */
  public static List<Path> of(long pid, Instant start, Path directory, List<String> lines) {
    List<Path> files = new ArrayList<>();
    List<String> names =
        List.of("hs_err_pid" + pid + ".log", "java_pid" + pid + ".hprof", "core." + pid);
    names.forEach(name -> addIfYoung(files, directory.resolve(name), start));
    try (DirectoryStream<Path> reports =
        Files.newDirectoryStream(directory, "report.*." + pid + ".*.json")) {
      reports.forEach(report -> addIfYoung(files, report, start));
    } catch (IOException | DirectoryIteratorException e) {
      // The folder is gone or closed to us; so is what is in it.
    }
    for (String line : lines) {
      Matcher matcher = NAMED.matcher(line);
      while (matcher.find()) {
        if (matcher.group(1).contains(String.valueOf(pid))) {
          addIfYoung(files, Path.of(matcher.group(1)), start);
        }
      }
    }
    return files;
  }

  private static void addIfYoung(List<Path> files, Path file, Instant start) {
    try {
      Path absolute = file.toAbsolutePath().normalize();
      // The clock of a file system may be a tick behind.
      if (files.size() < MOST
          && !files.contains(absolute)
          && Files.isRegularFile(absolute)
          && !Files.getLastModifiedTime(absolute).toInstant().isBefore(start.minusSeconds(1))) {
        files.add(absolute);
      }
    } catch (IOException e) {
      // Gone since we found it.
    }
  }
}
