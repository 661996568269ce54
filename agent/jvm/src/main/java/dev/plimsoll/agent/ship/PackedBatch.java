package dev.plimsoll.agent.ship;

import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A batch as it goes over the wire, and how long it is unpacked. */
final class PackedBatch {
  private final byte[] bytes;
  private final long plainBytes;

  PackedBatch(Batch batch) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (Gzip gzip = new Gzip(packed)) {
      Json.write(batch.toJson(), gzip);
      gzip.finish();
      this.plainBytes = gzip.plainBytes();
    }
    this.bytes = packed.toByteArray();
  }

  byte[] bytes() {
    return bytes;
  }

  long plainBytes() {
    return plainBytes;
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out);
      // The application's processor is dearer than the wire.
      def.setLevel(Deflater.BEST_SPEED);
    }

    long plainBytes() {
      return def.getBytesRead();
    }
  }
}
