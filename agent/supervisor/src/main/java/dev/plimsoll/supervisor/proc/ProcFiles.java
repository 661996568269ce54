package dev.plimsoll.supervisor.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code /proc}. Processes end while they are read, and other users' are closed to us: both
 * read as empty.
 */
final class ProcFiles {
  private static final String SOCKET = "socket:[";
  private final Path root;

  ProcFiles(Path root) {
    this.root = root;
  }

  List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    for (Path entry : entries(root)) {
      String name = entry.getFileName().toString();
      if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
        pids.add(Long.parseLong(name));
      }
    }
    return pids;
  }

  /** Inodes of the sockets that the process holds open. */
  Set<Long> sockets(long pid) {
    Set<Long> inodes = new HashSet<>();
    for (Path descriptor : entries(root.resolve(pid + "/fd"))) {
      try {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith(SOCKET)) {
          inodes.add(Long.parseLong(target.substring(SOCKET.length(), target.length() - 1)));
        }
      } catch (IOException e) {
        // The descriptor was closed while we looked.
      }
    }
    return inodes;
  }

  List<ListenRow> listeners() {
    List<ListenRow> rows = new ArrayList<>();
    for (String file : List.of("net/tcp", "net/tcp6")) {
      try {
        rows.addAll(ListenRow.parse(Files.readAllLines(root.resolve(file))));
      } catch (IOException e) {
        // A kernel without IPv6 has no such file.
      }
    }
    return rows;
  }

  byte[] environment(long pid) {
    return bytes(root.resolve(pid + "/environ"));
  }

  String name(long pid) {
    return new String(bytes(root.resolve(pid + "/comm")), StandardCharsets.UTF_8).trim();
  }

  /** What runs in it, such as {@code /usr/bin/java}; empty if that is not for us to know. */
  String program(long pid) {
    try {
      return Files.readSymbolicLink(root.resolve(pid + "/exe")).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static List<Path> entries(Path directory) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      return entries;
    }
    return entries;
  }
}
