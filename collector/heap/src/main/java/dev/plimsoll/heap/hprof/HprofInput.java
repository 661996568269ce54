package dev.plimsoll.heap.hprof;

import dev.plimsoll.heap.graph.UnreadableHeapException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads big-endian values one after the other, from a plain or a gzip file.
 *
 * <p>Every read may throw {@link EOFException} where the file ends too early.
 */
final class HprofInput implements Closeable {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int BUFFER_BYTES = 1 << 18;

  private final FileChannel channel;
  private final long fileBytes;
  private final InputStream in;
  private final boolean gzip;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int end;
  private long bufferStart;
  private int idSize = 8;

  HprofInput(Path file) throws IOException {
    FileInputStream plain = new FileInputStream(file.toFile());
    try {
      channel = plain.getChannel();
      fileBytes = channel.size();
      gzip = startsWithGzipMagic(plain);
      channel.position(0);
      in = gzip ? unpacking(plain) : plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static boolean startsWithGzipMagic(InputStream in) throws IOException {
    return in.read() == 0x1f && in.read() == 0x8b;
  }

  private static InputStream unpacking(InputStream packed) throws IOException {
    try {
      return new GZIPInputStream(packed, 1 << 16);
    } catch (EOFException | ZipException e) {
      throw new UnreadableHeapException("the gzip header of this file is damaged", e);
    }
  }

  /** Ids of this dump are 4 or 8 bytes long. */
  void idSize(int bytes) {
    idSize = bytes;
  }

  int idSize() {
    return idSize;
  }

  /** Bytes read so far, of the unpacked dump. */
  long position() {
    return bufferStart + next;
  }

  /** Offset behind the last byte that the file has given so far, of the unpacked dump. */
  long received() {
    return bufferStart + end;
  }

  /** How much of the file has been read, 0 to 1. */
  double fraction() throws IOException {
    return fileBytes == 0 ? 1 : Math.min(1, (double) channel.position() / fileBytes);
  }

  boolean atEnd() throws IOException {
    return next == end && !fill();
  }

  int u1() throws IOException {
    need(1);
    return buffer[next++] & 0xFF;
  }

  int u2() throws IOException {
    need(2);
    int value = (short) SHORT.get(buffer, next) & 0xFFFF;
    next += 2;
    return value;
  }

  int i4() throws IOException {
    need(4);
    int value = (int) INT.get(buffer, next);
    next += 4;
    return value;
  }

  long u4() throws IOException {
    return i4() & 0xFFFF_FFFFL;
  }

  long id() throws IOException {
    if (idSize == 4) {
      return u4();
    }
    need(8);
    long value = (long) LONG.get(buffer, next);
    next += 8;
    return value;
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int done = 0; done < count; ) {
      need(1);
      int some = Math.min(count - done, end - next);
      System.arraycopy(buffer, next, bytes, done, some);
      next += some;
      done += some;
    }
    return bytes;
  }

  void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > end - next) {
      left -= end - next;
      next = end;
      if (!gzip && left > BUFFER_BYTES) {
        jump(left);
        return;
      }
      if (!fill()) {
        throw new EOFException();
      }
    }
    next += (int) left;
  }

  /** Moves in the file without reading; the stream itself would go past its end without a word. */
  private void jump(long bytes) throws IOException {
    long target = position() + bytes;
    bufferStart = Math.min(fileBytes, target);
    next = 0;
    end = 0;
    channel.position(bufferStart);
    if (target > fileBytes) {
      throw new EOFException();
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void need(int bytes) throws IOException {
    while (end - next < bytes) {
      if (!fill()) {
        throw new EOFException();
      }
    }
  }

  /** Gets more bytes behind those not yet read; false at the end of the file. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, end - next);
    bufferStart += next;
    end -= next;
    next = 0;
    int read = in.read(buffer, end, buffer.length - end);
    if (read <= 0) {
      return false;
    }
    end += read;
    return true;
  }
}
