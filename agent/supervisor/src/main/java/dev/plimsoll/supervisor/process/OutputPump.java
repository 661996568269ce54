package dev.plimsoll.supervisor.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Carries one stream of a child to its tail and onward, as raw bytes. It goes on as long as anybody
 * can write: a shell that has a last word for a stream without a reader dies of it, and does not
 * finish what it was asked to finish.
 */
final class OutputPump implements Runnable {
  private static final int PIECE = 64 * 1024;
  private final InputStream from;
  private final LogTail.Stream tail;
  private final SharedOutput onward;

  OutputPump(InputStream from, LogTail.Stream tail, SharedOutput onward) {
    this.from = from;
    this.tail = tail;
    this.onward = onward;
  }

  @Override
  public void run() {
    byte[] piece = new byte[PIECE];
    try (from) {
      for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
        tail.append(piece, count);
        onward.write(piece, count);
      }
    } catch (IOException e) {
      // The JDK closes the pipe when the child has ended: all that was in it has been read.
    }
  }
}
