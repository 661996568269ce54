package dev.plimsoll.supervisor;

import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.process.Launcher;
import dev.plimsoll.supervisor.process.SystemLauncher;
import dev.plimsoll.supervisor.spec.PrivateDirectory;
import dev.plimsoll.supervisor.spec.PrivateFile;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.spec.StopSpec;
import dev.plimsoll.supervisor.warden.Wardens;
import dev.plimsoll.supervisor.warden.Watch;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor has of one service: the right to keep it, its sockets, and the shells that hold
 * them. It lies in a folder that the next supervisor finds.
 */
final class ServiceKeep implements AutoCloseable {
  private static final String FOLDER = "keep";
  private static final String NOTE = "service.json";

  /**
   * What is written down of a service, so that it can be ended by a supervisor that has no
   * configuration of it.
   *
   * @param origin of the configuration that has it
   * @param supervisor sender id of its supervisor
   */
  record Note(String origin, String supervisor, List<String> command, StopSpec stop) {

    static Note from(JsonObject json) throws MalformedMessageException {
      Duration timeout = Duration.ofMillis(json.number("stopTimeoutMs"));
      return new Note(
          json.string("origin"),
          json.string("supervisor"),
          json.list("command", word -> word.string("word")),
          new StopSpec(json.string("stopSignal"), timeout));
    }

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("origin", origin);
      json.put("supervisor", supervisor);
      json.put("command", command.stream().map(word -> Map.of("word", word)).toList());
      json.put("stopSignal", stop.signal());
      json.put("stopTimeoutMs", stop.timeout().toMillis());
      return json;
    }
  }

  private final ServiceSpec spec;
  private final Path folder;
  private final FileChannel lock;
  private final @Nullable Wardens wardens;
  private final ServicePorts ports;
  private final @Nullable Note before;

  private ServiceKeep(ServiceSpec spec, Path folder, FileChannel lock, Watch watch)
      throws IOException {
    this.spec = spec;
    this.folder = folder;
    this.lock = lock;
    this.before = read(folder);
    this.wardens = Wardens.arePossible() ? Wardens.in(folder, watch) : null;
    boolean sharesPorts = wardens != null && Wardens.handDownSockets();
    this.ports =
        sharesPorts
            ? ServicePorts.adopted(wardens.sockets(), wardens::holds, wardens::letGo)
            : ServicePorts.none();
  }

  /**
   * Takes a service into keeping.
   *
   * @param state folder of this user's own
   * @throws IOException if another supervisor has it, in a sentence for people
   */
  static ServiceKeep take(Path state, ServiceSpec spec, Watch watch) throws IOException {
    Path folder = folderOf(state, spec.name());
    PrivateDirectory.prepare(state);
    PrivateDirectory.prepare(state.resolve(spec.name()));
    PrivateDirectory.prepare(folder);
    FileChannel lock = lock(folder, spec.name());
    try {
      return new ServiceKeep(spec, folder, lock, watch);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static Path folderOf(Path state, String service) {
    return state.resolve(service).resolve(FOLDER);
  }

  /** The kernel takes the lock back when its holder ends, in whatever way. */
  private static FileChannel lock(Path folder, String service) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by another supervisor in this very process.
    }
    if (lock != null) {
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(StandardCharsets.US_ASCII.encode(pid), 0);
      return channel;
    }
    String holder = Files.readString(folder.resolve("lock")).strip();
    channel.close();
    throw new IOException(
        "the service %s is kept by another supervisor already%s; stop it there (plimsoll stop %s), or give this one another name"
            .formatted(service, holder.isEmpty() ? "" : ", pid " + holder, service));
  }

  private static @Nullable Note read(Path folder) throws IOException {
    try {
      return Note.from(Json.readObject(Files.readString(folder.resolve(NOTE))));
    } catch (NoSuchFileException e) {
      return null;
    } catch (MalformedMessageException | IllegalArgumentException e) {
      // Of another release: its processes are known to the instances all the same.
      return null;
    }
  }

  /** What was written of the service in that folder; null if nothing. */
  static @Nullable Note noteOf(Path state, String service) throws IOException {
    return read(folderOf(state, service));
  }

  /** For the supervisor after this one. */
  void note(String origin, String supervisor) throws IOException {
    Note note = new Note(origin, supervisor, spec.command(), spec.stop());
    PrivateFile.write(
        folder.resolve(NOTE), Json.line(note.toJson()).getBytes(StandardCharsets.UTF_8));
  }

  /** Sender id of the supervisor that has left processes here; null if none has. */
  @Nullable String supervisorBefore() {
    return before == null || wardens == null || wardens.isEmpty() ? null : before.supervisor();
  }

  ServiceSpec spec() {
    return spec;
  }

  Path folder() {
    return folder;
  }

  Launcher launcher() {
    return wardens == null ? new SystemLauncher() : wardens;
  }

  ServicePorts ports() {
    return ports;
  }

  @Override
  public void close() {
    ports.close();
    if (wardens != null) {
      wardens.close();
    }
    try {
      lock.close();
    } catch (IOException e) {
      // The end of this process closes it.
    }
  }
}
