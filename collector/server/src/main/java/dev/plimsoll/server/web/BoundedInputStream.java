package dev.plimsoll.server.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives bytes up to a limit and then refuses, however much more there is. */
class BoundedInputStream extends FilterInputStream {
  private final long limit;
  private final String refusal;
  private long read;

  BoundedInputStream(InputStream in, long limit, String refusal) {
    super(in);
    this.limit = limit;
    this.refusal = refusal;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    if (count > 0) {
      read += count;
      if (read > limit) {
        throw new RefusedBodyException(413, refusal);
      }
    }
    return count;
  }

  final long bytesRead() {
    return read;
  }
}
