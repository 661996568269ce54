package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.spec.PrivateFile;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What outlives this supervisor of one instance: a small file, written anew with each step of its
 * runs. A disk without room costs the next supervisor its knowledge, and this one nothing.
 */
final class Memory {
  private final Path file;
  private final Consumer<String> console;
  private final Map<String, RunRecord> runs = new LinkedHashMap<>();
  private InstanceRecord last;
  private boolean failed;

  /**
   * With what the supervisor before has left.
   *
   * @param file need not exist
   * @param console takes what goes wrong
   */
  Memory(Path file, Consumer<String> console) {
    this.file = file;
    this.console = console;
    this.last = read();
    last.runs().forEach(run -> runs.put(run.run(), run));
  }

  private InstanceRecord read() {
    try {
      return InstanceRecord.from(Json.readObject(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return InstanceRecord.NONE;
    } catch (IOException | MalformedMessageException e) {
      console.accept(
          "what the last supervisor knew cannot be read, its processes are not taken over: "
              + file
              + ": "
              + e.getMessage());
      return InstanceRecord.NONE;
    }
  }

  /** As the last supervisor left it. */
  synchronized InstanceRecord recall() {
    return last;
  }

  synchronized void note(RunRecord run) {
    runs.put(run.run(), run);
    write();
  }

  /** Its end has been told. */
  synchronized void forget(String run) {
    if (runs.remove(run) != null) {
      write();
    }
  }

  /** The same for what is not about a single run. */
  synchronized void note(
      int restarts,
      int failures,
      CrashLoop.Count loop,
      @Nullable String lastExit,
      @Nullable String trouble) {
    last = new InstanceRecord(restarts, failures, loop, lastExit, trouble, List.of());
    write();
  }

  private void write() {
    InstanceRecord record =
        new InstanceRecord(
            last.restarts(),
            last.failures(),
            last.loop(),
            last.lastExit(),
            last.trouble(),
            List.copyOf(runs.values()));
    last = record;
    try {
      PrivateFile.write(file, Json.line(record.toJson()).getBytes(StandardCharsets.UTF_8));
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        console.accept(
            "a supervisor after this one would not know these processes: " + e.getMessage());
      }
    }
  }

  /** The instance has been stopped: there is nothing to know. */
  synchronized void erase() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It says that no run is left.
    }
  }

  /** Runs that were there, the oldest first. */
  List<RunRecord> left() {
    return recall().runs();
  }
}
