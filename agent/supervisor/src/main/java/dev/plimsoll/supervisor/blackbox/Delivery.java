package dev.plimsoll.supervisor.blackbox;

import dev.plimsoll.wire.ingest.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a dead run has still to tell the collector, in its own name.
 *
 * @param ring the file it comes from, claimed by this process
 * @param batches in the order in which they are to be sent
 */
public record Delivery(Path ring, List<Batch> batches) {

  /** The collector has it all. */
  public void done() {
    discard(ring);
  }

  /** One that can't be removed now is found, and delivered again to no effect, by the next run. */
  static void discard(Path ring) {
    try {
      Files.deleteIfExists(ring);
    } catch (IOException e) {
      ring.toFile().deleteOnExit();
    }
  }
}
