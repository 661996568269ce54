package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.guest.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/** One stream, from its opening until it is closed or dies. */
final class OwnStream implements AutoCloseable {
  private static final Duration MAX_AGE = Duration.ofMinutes(1);
  private static final long MAX_BYTES = 8 << 20;
  private static final int FLUSHES_A_LOOK = 30;

  private final RecordingStream stream = new RecordingStream();
  private final EventSources sources;
  private final Neighbours neighbours;
  private final boolean keep;
  private volatile @Nullable KeptChunks kept;
  private int flushes;

  /**
   * Records nothing yet.
   *
   * @param off event types not to ask for
   * @param keep whether somebody will want the chunks after an orderly exit
   */
  OwnStream(EventSources sources, SampleEcho echo, Set<String> off, boolean keep) {
    this.sources = sources;
    this.keep = keep;
    Subscription subscription = new Subscription(stream);
    sources.subscribe(subscription);
    this.neighbours = new Neighbours(stream, subscription.settings(), echo);
    neighbours.leaveOut(off);
  }

  /** Streams on this thread. */
  void run() {
    stream.setReuse(true);
    stream.setMaxAge(MAX_AGE);
    stream.setMaxSize(MAX_BYTES);
    stream.onError(error -> Trouble.count("jfr", error));
    stream.onFlush(this::flushed);
    neighbours.open();
    stream.start();
  }

  void leaveOut(Set<String> off) {
    neighbours.leaveOut(off);
  }

  @Override
  public void close() {
    neighbours.close();
    stream.close();
  }

  /** Closes it while the application goes on: nobody will ask for its chunks. */
  void dismiss() {
    close();
    KeptChunks chunks = kept;
    if (chunks != null) {
      chunks.release();
    }
  }

  private void flushed() {
    sources.flushed();
    if (flushes++ % FLUSHES_A_LOOK == 0) {
      look();
    }
  }

  /** Better no stream than an application that is aborted because its disk is full. */
  private void look() {
    String path = System.getProperty("jdk.jfr.repository");
    if (path == null) {
      return;
    }
    if (!Repositories.hasRoom(Path.of(path))) {
      Trouble.mention("jfr", "too little room for Flight Recorder in " + path);
      dismiss();
    } else if (keep) {
      KeptChunks chunks = kept == null ? new KeptChunks(Path.of(path)) : kept;
      chunks.refresh();
      kept = chunks;
    }
  }
}
