package dev.plimsoll.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * JSON that is about to become objects, which take many times its bytes: bounds its values by
 * counting what separates them, and lets only a few large bodies through at a time.
 */
final class JsonInputStream extends BoundedInputStream {
  private static final int MOST_VALUES = 500_000;
  private static final long LARGE = 2L << 20;
  private static final long PATIENCE_S = 5;

  private final Semaphore largeBodies;
  private boolean counted;
  private int values;

  JsonInputStream(InputStream in, long limit, String refusal, Semaphore largeBodies) {
    super(in, limit, refusal);
    this.largeBodies = largeBodies;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    for (int i = offset; i < offset + count; i++) {
      byte b = into[i];
      if (b == ',' || b == '{' || b == '[') {
        values++;
      }
    }
    if (values > MOST_VALUES) {
      throw new RefusedBodyException(413, "the batch has more than " + MOST_VALUES + " values");
    }
    if (!counted && bytesRead() > LARGE) {
      waitForTurn();
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    if (counted) {
      counted = false;
      largeBodies.release();
    }
    super.close();
  }

  private void waitForTurn() throws IOException {
    try {
      counted = largeBodies.tryAcquire(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!counted) {
      throw new RefusedBodyException(503, "other large batches are being read; try again");
    }
  }
}
