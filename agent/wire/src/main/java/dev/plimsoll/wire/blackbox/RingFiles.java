package dev.plimsoll.wire.blackbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ring files in a folder, and who may deliver them. {@code blackbox-RUN.ring} is renamed to {@code
 * blackbox-RUN.PID.claim} by the process that delivers it; only one can. If that dies too, its
 * claim may be taken over.
 */
public final class RingFiles {
  /** Ends the name of a ring that is still being made. */
  public static final String UNFINISHED = ".new";

  private static final String PREFIX = "blackbox-";
  private static final String RING = ".ring";
  private static final String CLAIM = ".claim";
  private static final Pattern NAME =
      Pattern.compile("blackbox-([A-Za-z0-9_-]{1,100})(?:\\.ring|\\.(\\d{1,18})\\.claim)");
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private RingFiles() {}

  /**
   * File name of the ring of a run.
   *
   * @throws IllegalArgumentException if the id of the run cannot be part of a file name
   */
  public static String nameOf(String run) {
    if (!RUN.matcher(run).matches()) {
      throw new IllegalArgumentException("no file can be named after the run " + run);
    }
    return PREFIX + run + RING;
  }

  /** Rings in the folder that nobody who lives has claimed; empty if there is no such folder. */
  public static List<Path> unclaimed(Path folder) throws IOException {
    List<Path> rings = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return rings;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && (name.group(2) == null || isVoid(name.group(2)))) {
          rings.add(file);
        }
      }
    }
    return rings;
  }

  /** Of a claim with our own pid nobody else can be the holder. */
  private static boolean isVoid(String pid) {
    long claimer = Long.parseLong(pid);
    return claimer == ProcessHandle.current().pid() || ProcessHandle.of(claimer).isEmpty();
  }

  /** Takes a ring for this process; empty if somebody else was quicker. */
  public static Optional<Path> claim(Path ring) throws IOException {
    Matcher name = NAME.matcher(String.valueOf(ring.getFileName()));
    if (!name.matches()) {
      return Optional.empty();
    }
    String claim = PREFIX + name.group(1) + "." + ProcessHandle.current().pid() + CLAIM;
    try {
      return Optional.of(
          Files.move(ring, ring.resolveSibling(claim), StandardCopyOption.ATOMIC_MOVE));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
