package dev.plimsoll.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept HTTP/1.1 connection, blocking and lean: on a small machine the generator competes with
 * the server for the processors.
 */
final class Connection implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private final byte[] line = new byte[8_192];

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    // Closed by a reset: thousands of them a second in TIME_WAIT would use up the ports.
    socket.setSoLinger(true, 0);
    socket.setSoTimeout(PATIENCE_MS);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
  }

  /** Sends a request and reads the whole answer; false if its status is not 200. */
  boolean ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    boolean good = line().startsWith("HTTP/1.1 200");
    long length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring("content-length:".length()).trim());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      }
    }
    if (chunked) {
      skipChunks();
    } else {
      in.skipNBytes(length);
    }
    return good;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void skipChunks() throws IOException {
    long size;
    do {
      size = Long.parseLong(line().trim(), 16);
      in.skipNBytes(size);
      line();
    } while (size > 0);
  }

  private String line() throws IOException {
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server hung up");
      }
      if (next != '\r') {
        line[length++] = (byte) next;
      }
    }
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }
}
