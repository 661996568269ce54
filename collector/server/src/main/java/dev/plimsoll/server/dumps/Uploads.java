package dev.plimsoll.server.dumps;

import dev.plimsoll.store.DumpRecord;
import dev.plimsoll.store.DumpState;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Takes dumps in, piece by piece, in order. */
final class Uploads {
  /** Left free for the store, which must go on writing. */
  private static final long RESERVE = 256L << 20;

  private final DumpCatalogue catalogue;
  private final DumpFiles files;
  private final Consumer<DumpRecord> whenStored;
  private final Map<String, Upload> current = new HashMap<>();
  private final Map<String, Object> locks = new HashMap<>();

  Uploads(DumpCatalogue catalogue, DumpFiles files, Consumer<DumpRecord> whenStored) {
    this.catalogue = catalogue;
    this.files = files;
    this.whenStored = whenStored;
  }

  /** Takes the piece; of one dump one at a time. */
  Receipt take(DumpRecord known, Piece piece) throws IOException {
    synchronized (lock(known.id())) {
      DumpRecord dump = catalogue.find(known.id()).orElse(known);
      if (dump.state() == DumpState.FAILED) {
        return new Receipt.Refused("dump " + dump.id() + " has failed: " + dump.error());
      }
      if (!dump.state().isUnderWay()) {
        return new Receipt.Taken(files.received(dump), dump.state().wireName());
      }
      return append(dump, piece);
    }
  }

  private Receipt append(DumpRecord dump, Piece piece) throws IOException {
    Upload upload = upload(dump.id());
    if (piece.from() != upload.received()) {
      return new Receipt.Elsewhere(upload.received());
    }
    if (files.freeBytes() - RESERVE < piece.total() - upload.received()) {
      return new Receipt.NoRoom(
          "the collector's disk has no room for a dump of " + piece.total() + " bytes");
    }
    DumpRecord uploading =
        catalogue
            .change(
                dump.id(),
                record -> record.in(DumpState.UPLOADING).file(piece.total(), piece.sha256(), null))
            .orElse(dump);
    try {
      upload.append(piece.body(), piece.length());
    } catch (IOException e) {
      forget(dump.id()); // the file knows how far it came
      throw e;
    }
    if (upload.received() < piece.total()) {
      return new Receipt.Taken(upload.received(), DumpState.UPLOADING.wireName());
    }
    return complete(uploading, upload);
  }

  private Receipt complete(DumpRecord dump, Upload upload) throws IOException {
    String actual = upload.complete(files.dump(dump));
    forget(dump.id());
    String announced = dump.sha256();
    if (announced != null && !announced.toLowerCase(Locale.ROOT).equals(actual)) {
      String why = "what arrived has sha256 " + actual + ", the sender announced " + announced;
      files.delete(dump);
      catalogue.change(dump.id(), record -> record.failed(why));
      return new Receipt.Refused(why);
    }
    catalogue
        .change(
            dump.id(), record -> record.in(DumpState.STORED).file(upload.received(), actual, null))
        .ifPresent(whenStored);
    return new Receipt.Taken(upload.received(), DumpState.STORED.wireName());
  }

  private synchronized Object lock(String dump) {
    return locks.computeIfAbsent(dump, unused -> new Object());
  }

  private Upload upload(String dump) throws IOException {
    synchronized (this) {
      Upload upload = current.get(dump);
      if (upload != null) {
        return upload;
      }
    }
    Upload resumed = Upload.resume(files.part(dump));
    synchronized (this) {
      current.put(dump, resumed);
    }
    return resumed;
  }

  private synchronized void forget(String dump) {
    current.remove(dump);
  }
}
