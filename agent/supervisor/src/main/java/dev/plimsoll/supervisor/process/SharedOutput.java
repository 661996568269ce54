package dev.plimsoll.supervisor.process;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where the output of children goes on to. A reader that has gone away ends the passing on, never
 * the reading: a child with nobody reading its output would stand still at the next line.
 */
public final class SharedOutput {
  private final OutputStream out;
  private boolean broken;

  public SharedOutput(OutputStream out) {
    this.out = out;
  }

  synchronized void write(byte[] piece, int count) {
    if (broken) {
      return;
    }
    try {
      out.write(piece, 0, count);
      out.flush();
    } catch (IOException e) {
      broken = true;
    }
  }
}
