package dev.plimsoll.supervisor.proc;

import dev.plimsoll.supervisor.listen.ServicePorts;
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
  private static final int LONGEST_COMMAND = 200;
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
    return sockets(pid, Set.of());
  }

  /**
   * Inodes of the sockets that the process holds open, less what it has only inherited: those of
   * the inodes given which have the descriptors of heirs and no other.
   */
  Set<Long> sockets(long pid, Set<Long> bequeathed) {
    Set<Long> inodes = new HashSet<>();
    for (Path descriptor : entries(root.resolve(pid + "/fd"))) {
      try {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith(SOCKET)) {
          long inode = Long.parseLong(target.substring(SOCKET.length(), target.length() - 1));
          if (!bequeathed.contains(inode) || !isInherited(descriptor)) {
            inodes.add(inode);
          }
        }
      } catch (IOException e) {
        // The descriptor was closed while we looked.
      }
    }
    return inodes;
  }

  /** Inode of the socket behind a descriptor; -1 if it is none. */
  long socketAt(long pid, int descriptor) {
    try {
      String target = Files.readSymbolicLink(root.resolve(pid + "/fd/" + descriptor)).toString();
      return target.startsWith(SOCKET)
          ? Long.parseLong(target.substring(SOCKET.length(), target.length() - 1))
          : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  private static boolean isInherited(Path descriptor) {
    int number = Integer.parseInt(descriptor.getFileName().toString());
    return number >= ServicePorts.FIRST_DESCRIPTOR
        && number < ServicePorts.FIRST_DESCRIPTOR + ServicePorts.SOCKETS;
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

  /** Program and arguments, at a length for people; the bare name where they are hidden. */
  String commandLine(long pid) {
    String words =
        new String(bytes(root.resolve(pid + "/cmdline")), StandardCharsets.UTF_8)
            .replace('\0', ' ')
            .strip();
    String text =
        words.isEmpty()
            ? new String(bytes(root.resolve(pid + "/comm")), StandardCharsets.UTF_8).strip()
            : words;
    return text.length() > LONGEST_COMMAND ? text.substring(0, LONGEST_COMMAND) + "…" : text;
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
