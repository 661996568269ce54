package dev.plimsoll.agent.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads one HTTP/1.1 response: a body of known length, in chunks, or up to the end. */
final class ResponseReader {
  private static final int LINE_LIMIT = 16 * 1024;
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  private final InputStream in;
  private long length = -1;
  private boolean chunked;
  private boolean closes;

  ResponseReader(InputStream in) {
    this.in = in;
  }

  Answer read() throws IOException {
    int status = status(line());
    while (status >= 100 && status < 200) {
      headers();
      status = status(line());
    }
    headers();
    if (status == 204 || status == 304) {
      return new Answer(status, new byte[0]);
    }
    return new Answer(status, chunked ? chunks() : plain());
  }

  /** Whether the connection can't be used again. */
  boolean closes() {
    return closes;
  }

  private static int status(String line) throws IOException {
    String[] parts = line.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
      throw new ProtocolException("not an HTTP response");
    }
    return number(parts[1], 10);
  }

  private void headers() throws IOException {
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        header(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
    }
  }

  private void header(String name, String value) throws IOException {
    switch (name) {
      case "content-length" -> length = number(value, 10);
      case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).contains("chunked");
      case "connection" -> closes = value.toLowerCase(Locale.ROOT).contains("close");
      default -> {}
    }
  }

  private byte[] plain() throws IOException {
    if (length < 0) {
      closes = true;
      return bounded(in.readNBytes(BODY_LIMIT + 1));
    }
    if (length > BODY_LIMIT) {
      throw new ProtocolException("a response of " + length + " bytes");
    }
    return exactly((int) length);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = number(line().split(";", 2)[0].trim(), 16);
      if (size == 0) {
        headers();
        return body.toByteArray();
      }
      if (body.size() + size > BODY_LIMIT) {
        throw new ProtocolException("a response of more than " + BODY_LIMIT + " bytes");
      }
      body.write(exactly(size));
      line();
    }
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the response ended early");
    }
    return bytes;
  }

  private static byte[] bounded(byte[] bytes) throws IOException {
    if (bytes.length > BODY_LIMIT) {
      throw new ProtocolException("a response of more than " + BODY_LIMIT + " bytes");
    }
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("the response ended early");
      }
      if (line.size() == LINE_LIMIT) {
        throw new ProtocolException("a header of more than " + LINE_LIMIT + " bytes");
      }
      line.write(read);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static int number(String text, int radix) throws IOException {
    try {
      int number = Integer.parseInt(text, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException ignored) {
      // Said below.
    }
    throw new ProtocolException("not a number: " + text);
  }
}
