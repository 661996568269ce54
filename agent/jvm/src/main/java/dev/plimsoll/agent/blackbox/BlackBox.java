package dev.plimsoll.agent.blackbox;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.blackbox.BlackBoxWriter;
import dev.plimsoll.wire.blackbox.Origin;
import dev.plimsoll.wire.reading.Event;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ring of this run. Where there is none (no folder, disk full or read-only) all of this does
 * nothing; a ring that fails later is given up. Thread-safe, and never throws.
 */
public final class BlackBox {
  private final @Nullable File file;
  private volatile @Nullable BlackBoxWriter writer;
  private volatile @Nullable String repository;

  private BlackBox(@Nullable File file, @Nullable BlackBoxWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /** A black box that records nothing. */
  public static BlackBox none() {
    return new BlackBox(null, null);
  }

  /** Makes the ring of this run in the folder, or says once why there is none. */
  public static BlackBox open(StateFolder folder, Origin origin) {
    try {
      RingFile made = RingFile.make(folder.prepare(), origin);
      return new BlackBox(made.file(), made.writer());
    } catch (IOException | RuntimeException | LinkageError e) {
      Trouble.mention("black box", "going on without: " + e);
      return none();
    }
  }

  /**
   * Records what the guard sees; allocates nothing and takes no lock.
   *
   * @param at epoch milliseconds
   * @param used heap in use, bytes
   * @param live live heap, bytes; negative where it is not known
   * @param max max heap, bytes
   * @param rss resident set, bytes; negative where it is not known
   * @param gcMillis time spent in collections since the start of the run
   */
  public void guard(long at, long used, long live, long max, long rss, long gcMillis) {
    BlackBoxWriter open = writer;
    if (open != null) {
      try {
        open.guard(at, used, live, max, rss, gcMillis);
      } catch (Throwable e) {
        giveUp(e);
      }
    }
  }

  /**
   * Records a sample with the number it was given.
   *
   * @param at epoch milliseconds
   */
  public void sample(long seq, long at, Map<String, Double> metrics) {
    BlackBoxWriter open = writer;
    if (open != null) {
      try {
        open.sample(seq, at, metrics);
        repository(System.getProperty("jdk.jfr.repository"));
      } catch (Throwable e) {
        giveUp(e);
      }
    }
  }

  /** Records an event with the number it was given. */
  public void event(Event event) {
    write(open -> open.event(event));
  }

  /** The collector has everything up to this number. */
  public void acknowledged(long seq) {
    write(open -> open.acknowledged(seq));
  }

  /** Flight Recorder has told of a folder for its chunks; it may move to another while we run. */
  private void repository(@Nullable String path) {
    if (path != null && !path.equals(repository)) {
      repository = path;
      write(open -> open.repository(path));
    }
  }

  /**
   * The process ends in order.
   *
   * @param at epoch milliseconds
   * @param nothingLeft the collector has everything, and nobody will ask for the ring
   */
  public void ended(long at, boolean nothingLeft) {
    write(open -> open.ended(at));
    if (nothingLeft && file != null) {
      // Comes after all shutdown hooks: one of the application's may hang, and be killed.
      file.deleteOnExit();
    }
  }

  private void write(Consumer<BlackBoxWriter> work) {
    BlackBoxWriter open = writer;
    if (open != null) {
      try {
        work.accept(open);
      } catch (Throwable e) {
        giveUp(e);
      }
    }
  }

  /**
   * A mapped file that the disk can't hold any more fails at any access, or a later one. Without
   * memory it is only this record that can't be made.
   */
  private void giveUp(Throwable error) {
    if (!(error instanceof OutOfMemoryError)) {
      writer = null;
    }
    Trouble.count("black box", error);
  }
}
