package dev.plimsoll.supervisor.blackbox;

import dev.plimsoll.wire.blackbox.BlackBoxReader;
import dev.plimsoll.wire.blackbox.LostRun;
import dev.plimsoll.wire.blackbox.Recordings;
import dev.plimsoll.wire.blackbox.RingFiles;
import dev.plimsoll.wire.blackbox.UnreadableRingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the black boxes of runs that have ended. */
public final class BlackBoxes {
  private final @Nullable Consumer<Delivery> deliveries;

  /**
   * Ready to look.
   *
   * @param deliveries takes what a run has not delivered; null where there is no collector
   */
  public BlackBoxes(@Nullable Consumer<Delivery> deliveries) {
    this.deliveries = deliveries;
  }

  /**
   * Takes the black box of a run that has ended; the same one is found once.
   *
   * @param state folder of its instance
   */
  public Remains of(String run, Path state) {
    try {
      Optional<Path> ring = RingFiles.claim(state.resolve(RingFiles.nameOf(run)));
      return ring.isPresent() ? open(ring.get(), state, run) : Remains.NONE;
    } catch (IOException | IllegalArgumentException e) {
      return Remains.NONE;
    }
  }

  private Remains open(Path ring, Path state, String run) throws IOException {
    try {
      LostRun lost = new LostRun(BlackBoxReader.read(ring));
      return new Remains(lost, recording(lost, state, run), ring, deliveries);
    } catch (UnreadableRingException e) {
      Delivery.discard(ring);
      return Remains.NONE;
    }
  }

  /** A full disk must cost the recording and not the readings. */
  private static @Nullable String recording(LostRun lost, Path state, String run) {
    String repository = lost.recorded().repository();
    if (repository == null) {
      return null;
    }
    try {
      Path folder = Path.of(repository);
      Optional<Path> recording = Recordings.adopt(folder, state, run);
      Recordings.discard(folder, state);
      return recording.map(Path::toString).orElse(null);
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }
}
