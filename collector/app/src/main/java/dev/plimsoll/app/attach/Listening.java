package dev.plimsoll.app.attach;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The TCP ports that a process listens on, each with the inode of its socket. */
final class Listening {
  private static final String LISTEN = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private final Map<String, Integer> portsByInode;

  private Listening(Map<String, Integer> portsByInode) {
    this.portsByInode = portsByInode;
  }

  static Listening of(TargetProcess process) throws IOException {
    Map<String, Integer> ports = new HashMap<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      Path file = process.here().resolve(table);
      if (Files.isReadable(file)) {
        Files.readAllLines(file).forEach(line -> addListener(line, ports));
      }
    }
    ports.keySet().retainAll(socketsOf(process));
    return new Listening(ports);
  }

  /** Those that were not there before. */
  List<Integer> portsBeside(Listening before) {
    Map<String, Integer> added = new HashMap<>(portsByInode);
    added.keySet().removeAll(before.portsByInode.keySet());
    return List.copyOf(added.values());
  }

  boolean has(int port) {
    return portsByInode.containsValue(port);
  }

  /** Lines are {@code sl local_address rem_address st ... inode}, addresses in hexadecimal. */
  private static void addListener(String line, Map<String, Integer> ports) {
    String[] fields = line.strip().split("\\s+", -1);
    if (fields.length > INODE && fields[STATE].equals(LISTEN)) {
      String address = fields[ADDRESS];
      ports.put(fields[INODE], Integer.parseInt(address.substring(address.indexOf(':') + 1), 16));
    }
  }

  private static Set<String> socketsOf(TargetProcess process) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> descriptors =
        Files.newDirectoryStream(process.here().resolve("fd"))) {
      for (Path descriptor : descriptors) {
        String target = read(descriptor);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    return inodes;
  }

  private static String read(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return ""; // closed meanwhile
    }
  }
}
