package dev.plimsoll.server.dumps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One dump on its way in. The length of the part file is the truth of what has arrived, so an
 * upload goes on after the collector was killed; the digest follows along, to spare a second read
 * of a large file at the end.
 */
final class Upload {
  private static final int BUFFER = 256 * 1024;

  private final Path part;
  private final MessageDigest digest;
  private long received;

  private Upload(Path part, MessageDigest digest) {
    this.part = part;
    this.digest = digest;
  }

  /** Goes on with what is there. */
  static Upload resume(Path part) throws IOException {
    Upload upload = new Upload(part, sha256());
    if (Files.exists(part)) {
      try (InputStream in = Files.newInputStream(part)) {
        upload.digest(in);
      }
    }
    return upload;
  }

  long received() {
    return received;
  }

  /** Appends; what arrived before the sender broke off is kept. */
  void append(InputStream body, long length) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      byte[] buffer = new byte[BUFFER];
      long left = length;
      while (left > 0) {
        int read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("the piece ended " + left + " bytes early");
        }
        out.write(buffer, 0, read);
        digest.update(buffer, 0, read);
        received += read;
        left -= read;
      }
    }
  }

  /** Moves the whole file, once it is on the disk, to its place; returns its hash. */
  String complete(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, file);
    return HexFormat.of().formatHex(digest.digest());
  }

  private void digest(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
      received += read;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
