package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.http.Answer;
import dev.plimsoll.agent.http.HttpLink;
import dev.plimsoll.agent.ship.Backoff;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes up the dumps that {@code -XX:+HeapDumpOnOutOfMemoryError} wrote for runs that are dead, and
 * delivers each in the name of its run, from where it lies. A file outside our folder is the
 * user's: it is read and left alone.
 *
 * <p>The note of the dead run goes when its file is dealt with, so nothing is delivered twice; and
 * as the dump's id follows from run and file, whoever is interrupted goes on where it was.
 */
final class Adoption {
  private static final String REASON = "out-of-memory";
  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");
  private static final long MIB = 1L << 20;

  private final URI collector;
  private final DumpShelf shelf;

  Adoption(URI collector, DumpShelf shelf) {
    this.collector = collector;
    this.shelf = shelf;
  }

  /**
   * Tells the collector of the dump that the dead run has left, if it has; waits while the
   * collector is away.
   *
   * @return what is to be uploaded; null if there is nothing, and then the note is gone
   */
  DumpShelf.@Nullable Shelved adopt(RunNote note) throws IOException, InterruptedException {
    Optional<Path> left = LastDump.of(note);
    if (left.isEmpty()) {
      Files.deleteIfExists(note.file());
      return null;
    }
    Path file = left.get();
    long bytes = Files.size(file);
    String dump = DumpId.of(note.run() + " " + file + " " + bytes);
    HprofCheck.Verdict verdict = HprofCheck.check(file);
    if (verdict != HprofCheck.Verdict.COMPLETE) {
      tell(note, dump, EventKind.DUMP_REFUSED, file, broken(file, bytes, verdict), Map.of());
      Files.deleteIfExists(note.file());
      return null;
    }
    DumpShelf.Shelved adopted =
        new DumpShelf.Shelved(dump, note.run(), file, bytes, Checksum.of(file));
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("bytes", bytes);
    more.put("sha256", adopted.sha256());
    String text =
        "The JVM had dumped its heap (%d MiB) when it ran out of memory.".formatted(bytes / MIB);
    return tell(note, dump, EventKind.DUMP_CAPTURED, file, text, more) ? adopted : null;
  }

  /** The upload is over. */
  void close(RunNote note, DumpShelf.Shelved adopted, boolean delivered) throws IOException {
    boolean ours = adopted.file().startsWith(shelf.folder());
    if (delivered && ours) {
      Files.deleteIfExists(adopted.file());
    }
    Files.deleteIfExists(note.file());
  }

  private static String broken(Path file, long bytes, HprofCheck.Verdict verdict) {
    return verdict == HprofCheck.Verdict.CUT_OFF
        ? "The heap dump that the JVM wrote when it ran out of memory is cut off after %,d bytes; it stays at %s."
            .formatted(bytes, file)
        : "What the JVM left at %s when it ran out of memory is no heap dump; it stays there."
            .formatted(file);
  }

  /** False if the collector will never take the news. */
  private boolean tell(
      RunNote note, String dump, EventKind kind, Path file, String text, Map<String, ?> more)
      throws IOException, InterruptedException {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("dump", dump);
    data.put("reason", REASON);
    data.put("path", file.toString());
    if (kind == EventKind.DUMP_REFUSED) {
      data.put("refusal", "damaged");
    }
    data.putAll(more);
    long at = Files.getLastModifiedTime(file).toMillis();
    // A sender of its own: the numbers of the dead run are used up, and ours are about us.
    Event event = new Event(1, DumpId.of(dump), note.run(), at, kind.wireName(), text, data);
    Batch batch =
        new Batch(
            Batch.PROTOCOL,
            dump,
            List.of(note.identity()),
            List.of(),
            List.of(event),
            List.of(),
            List.of(),
            0);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Json.write(batch.toJson(), body);
    return send(body.toByteArray());
  }

  private boolean send(byte[] body) throws InterruptedException {
    Backoff backoff = new Backoff(Math::random);
    try (HttpLink link = new HttpLink(collector)) {
      while (true) {
        try {
          Answer answer = link.send("POST", "/api/v1/ingest", HEADERS, body);
          if (answer.isSuccess()) {
            return true;
          }
          if (answer.status() == 400) {
            return false;
          }
        } catch (IOException e) {
          Trouble.count("adoption", e);
        }
        TimeUnit.MILLISECONDS.sleep(backoff.next());
      }
    }
  }
}
