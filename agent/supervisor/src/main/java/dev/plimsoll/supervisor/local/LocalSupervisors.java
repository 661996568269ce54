package dev.plimsoll.supervisor.local;

import dev.plimsoll.supervisor.socket.LineClient;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the supervisors of this user on this host. */
public final class LocalSupervisors {
  private LocalSupervisors() {}

  /**
   * Those that live, by pid; removes the sockets of those that were killed.
   *
   * @param runtimeDir as {@link
   *     dev.plimsoll.supervisor.spec.PrivateDirectory#runtime(java.util.Map)} gives it; need not
   *     exist
   */
  public static List<LocalSupervisor> in(Path runtimeDir) throws IOException {
    List<LocalSupervisor> living = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(runtimeDir, "sup-*.sock")) {
      for (Path file : files) {
        Optional<SocketName> name = SocketName.of(file);
        if (name.isPresent() && answers(file)) {
          living.add(new LocalSupervisor(name.get().pid(), file));
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    living.sort(Comparator.comparingLong(LocalSupervisor::pid));
    return living;
  }

  private static boolean answers(Path socket) {
    try {
      if (LineClient.isServed(socket)) {
        return true;
      }
      Files.deleteIfExists(socket);
      return false;
    } catch (IOException e) {
      // Going away while we look, or not ours: in either case nobody to talk to.
      return false;
    }
  }
}
