package dev.plimsoll.agent.dump;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.run.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves in the folder at its start, so that after its death others know whose its files
 * are and where the JVM would have left a dump.
 *
 * @param identity as the collector knows the run
 * @param folder working directory of the process
 * @param heapDumpPath value of {@code -XX:HeapDumpPath}, empty if it was not set
 */
record RunNote(Path file, Identity identity, Path folder, String heapDumpPath) {
  static final String ENDING = ".run";

  /** The kernel's clock ticks and the boot time that the JDK adds may differ a little. */
  private static final long SAME_START_MS = 2_000;

  void write() throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("identity", identity.toJson());
    json.put("folder", folder.toString());
    json.put("heapDumpPath", heapDumpPath);
    WholeFile.write(file, json);
  }

  static Optional<RunNote> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      JsonObject json = Json.readObject(in);
      return Optional.of(
          new RunNote(
              file,
              json.object("identity", Identity::from),
              Path.of(json.string("folder")),
              String.valueOf(json.values().get("heapDumpPath"))));
    } catch (IOException | MalformedMessageException | RuntimeException e) {
      return Optional.empty();
    }
  }

  String run() {
    return identity.run();
  }

  /**
   * Whether the process lives. A pid alone says nothing: in a container the next process often has
   * the same one.
   *
   * @param self the run that asks
   */
  boolean isAlive(String self) {
    if (run().equals(self)) {
      return true;
    }
    if (identity.pid() == ProcessHandle.current().pid()) {
      return false;
    }
    @Nullable ProcessHandle process = ProcessHandle.of(identity.pid()).orElse(null);
    if (process == null || !process.isAlive()) {
      return false;
    }
    Optional<Instant> start = process.info().startInstant();
    return start.isEmpty()
        || Math.abs(start.get().toEpochMilli() - identity.startedAt()) <= SAME_START_MS;
  }
}
