package dev.plimsoll.agent.ship;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.http.Answer;
import dev.plimsoll.agent.http.HttpLink;
import dev.plimsoll.wire.blackbox.LostRun;
import dev.plimsoll.wire.blackbox.Recordings;
import dev.plimsoll.wire.blackbox.RingFiles;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.reading.Event;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Speaks for runs that died unseen: delivers what their black boxes hold, on the shipper's thread.
 * Looks when the collector is first reached and then once a minute, so that a neighbour's death is
 * told as long as one agent of the user lives.
 */
public final class LostRuns {
  private static final long STEP_NANOS = 60_000_000_000L;

  private final Path folder;
  private final URI collector;
  private final Wrecks wrecks;
  private long lookAt = System.nanoTime();

  /**
   * Has not looked yet.
   *
   * @param folder where rings lie; it need not exist
   * @param run this run, which lives
   * @param pidNamespace of this process; null if all rings in the folder are of one namespace
   */
  public LostRuns(File folder, String run, @Nullable String pidNamespace, URI collector) {
    this.folder = folder.toPath();
    this.collector = collector;
    this.wrecks = new Wrecks(this.folder, run, pidNamespace);
  }

  /**
   * Looks, if it is time to.
   *
   * @param reached the collector answers
   */
  void look(boolean reached) {
    if (System.nanoTime() - lookAt < 0) {
      return;
    }
    try {
      List<Wrecks.Wreck> found = wrecks.find(System.currentTimeMillis());
      if (reached) {
        lookAt = System.nanoTime() + STEP_NANOS;
        deliver(found);
      }
    } catch (IOException | RuntimeException e) {
      lookAt = System.nanoTime() + STEP_NANOS;
      Trouble.count("lost runs", e);
    }
  }

  private void deliver(List<Wrecks.Wreck> found) throws IOException {
    try (HttpLink link = new HttpLink(collector)) {
      for (Wrecks.Wreck wreck : found) {
        String meant = wreck.lost().recorded().origin().collector();
        Optional<Path> mine =
            meant == null || meant.equals(collector.toString())
                ? RingFiles.claim(wreck.ring())
                : Optional.empty();
        if (mine.isPresent() && delivered(wreck.lost(), link)) {
          Files.deleteIfExists(mine.get());
        }
      }
    }
  }

  private boolean delivered(LostRun lost, HttpLink link) {
    Event exit = lost.unseenExit(recordingOf(lost)).orElse(null);
    try {
      for (Batch batch : lost.batches(exit)) {
        Answer answer =
            link.send("POST", Shipper.INGEST, Shipper.HEADERS, new PackedBatch(batch).bytes());
        // What it will never take is as good as delivered.
        if (!answer.isSuccess() && answer.status() != 400 && answer.status() != 413) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      // The collector has gone away since; the shipper is the one to tell.
      return false;
    }
  }

  /** A full disk must cost the recording and not the readings. */
  private @Nullable String recordingOf(LostRun lost) {
    String repository = lost.recorded().repository();
    if (repository == null) {
      return null;
    }
    try {
      String run = lost.recorded().origin().identity().run();
      Optional<Path> recording = Recordings.adopt(Path.of(repository), folder, run);
      Recordings.discard(Path.of(repository), folder);
      return recording.map(Path::toString).orElse(null);
    } catch (IOException | RuntimeException e) {
      Trouble.count("recording", e);
      return null;
    }
  }
}
