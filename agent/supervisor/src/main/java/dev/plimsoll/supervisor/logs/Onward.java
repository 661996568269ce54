package dev.plimsoll.supervisor.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the output of children goes on to: the supervisor's own. It may stand still (a terminal
 * after Ctrl-S, a full pipe) or go away, and neither may hold up the children or their log files.
 * What does not go out in time is left out here, counted and told in its place.
 */
final class Onward {
  private static final int ROOM = 1 << 20;
  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final double MIB = 1 << 20;

  private final OutputStream out;
  private final String name;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int bytes;
  private long leftOut;
  private boolean stalled;
  private boolean broken;
  private @Nullable Thread writer;

  /**
   * Nothing is written before there is something to write.
   *
   * @param name of the thread that writes
   */
  Onward(OutputStream out, String name) {
    this.out = out;
    this.name = name;
  }

  /** Returns at once where there is room, and after a second at most where there is none. */
  synchronized void write(byte[] piece, int count) throws InterruptedException {
    if (broken || count == 0) {
      return;
    }
    if (!stalled) {
      awaitRoom(count);
    }
    stalled = !hasRoom(count);
    if (stalled) {
      leftOut += count;
      return;
    }
    if (leftOut > 0) {
      add(note());
      leftOut = 0;
    }
    byte[] copy = new byte[count];
    System.arraycopy(piece, 0, copy, 0, count);
    add(copy);
  }

  private boolean hasRoom(int count) {
    return bytes == 0 || bytes + count <= ROOM;
  }

  private void awaitRoom(int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    long left = PATIENCE_NANOS;
    while (!hasRoom(count) && !broken && left > 0) {
      wait(Math.max(1, left / 1_000_000));
      left = deadline - System.nanoTime();
    }
  }

  private byte[] note() {
    return String.format(
            Locale.ROOT,
            "%n[plimsoll] %.1f MiB left out here, since nobody took it; `plimsoll logs` has it%n",
            leftOut / MIB)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void add(byte[] piece) {
    waiting.add(piece);
    bytes += piece.length;
    if (writer == null) {
      writer = new Thread(this::carry, name);
      writer.setDaemon(true);
      writer.start();
    }
    notifyAll();
  }

  private void carry() {
    try {
      while (true) {
        byte[] piece = first();
        out.write(piece);
        out.flush();
        written();
      }
    } catch (IOException e) {
      breakOff();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized byte[] first() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    return waiting.getFirst();
  }

  /** Only now there is room again, so that an empty queue means that all has gone out. */
  private synchronized void written() {
    bytes -= waiting.removeFirst().length;
    notifyAll();
  }

  private synchronized void breakOff() {
    broken = true;
    waiting.clear();
    bytes = 0;
    notifyAll();
  }

  /** Returns when all has gone out, or after a second; takes nothing more. */
  synchronized void close() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    long left = PATIENCE_NANOS;
    while (bytes > 0 && !stalled && left > 0) {
      wait(Math.max(1, left / 1_000_000));
      left = deadline - System.nanoTime();
    }
    broken = true;
    if (writer != null) {
      writer.interrupt();
    }
  }
}
