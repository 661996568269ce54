package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.http.Answer;
import dev.plimsoll.agent.http.HttpLink;
import dev.plimsoll.agent.ship.Backoff;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Uploads one dump in pieces, from wherever the collector says it has come to. */
final class DumpUpload {
  private static final int PIECE = 8 << 20;
  private static final int STARTS = 3;

  /** Little enough for a heap that is nearly full. */
  private static final int BUFFER = 1 << 14;

  /** The news of the run may still be on its way. */
  private static final long LONGEST_UNKNOWN_MS = 600_000;

  private static final int LOOKS_AT_STATE = 60;
  private static final Set<String> HELD = Set.of("stored", "analysing", "ready");

  private final URI collector;
  private final DumpShelf.Shelved dump;
  private final long unknownMs;
  private final Backoff backoff = new Backoff(Math::random);
  private final byte[] buffer = new byte[BUFFER];

  DumpUpload(URI collector, DumpShelf.Shelved dump) {
    this(collector, dump, LONGEST_UNKNOWN_MS);
  }

  /**
   * Not begun.
   *
   * @param unknownMs how long a collector that has never heard of the run is asked again,
   *     milliseconds
   */
  DumpUpload(URI collector, DumpShelf.Shelved dump, long unknownMs) {
    this.collector = collector;
    this.dump = dump;
    this.unknownMs = unknownMs;
  }

  /**
   * Returns when the collector holds the whole dump; waits while it is away.
   *
   * @return false if the collector will not have it
   */
  boolean run() throws IOException, InterruptedException {
    try (HttpLink link = new HttpLink(collector);
        RandomAccessFile file = new RandomAccessFile(dump.file().toFile(), "r")) {
      for (int start = 0; start < STARTS; start++) {
        if (!sendAll(link, file)) {
          return false;
        }
        if (isHeld(link)) {
          return true;
        }
      }
      return false;
    }
  }

  private boolean sendAll(HttpLink link, RandomAccessFile file)
      throws IOException, InterruptedException {
    long received = 0;
    long unknownSince = System.nanoTime();
    while (received < dump.bytes()) {
      Answer answer = sendPiece(link, file, received);
      if (answer.isSuccess() || answer.status() == 409) {
        received = received(answer, received);
        unknownSince = System.nanoTime();
        backoff.reset();
      } else if (isFinal(answer.status(), System.nanoTime() - unknownSince)) {
        Trouble.mention("dump upload", "the collector answered " + answer.status());
        return false;
      } else {
        TimeUnit.MILLISECONDS.sleep(backoff.next());
      }
    }
    return true;
  }

  /** A server that is away or overloaded is asked again; one that says no is believed. */
  private boolean isFinal(int status, long unknownNanos) {
    if (status == 404) {
      return unknownNanos / 1_000_000 >= unknownMs;
    }
    return status >= 400 && status < 500 && status != 408 && status != 429;
  }

  private Answer sendPiece(HttpLink link, RandomAccessFile file, long from)
      throws IOException, InterruptedException {
    Piece piece = new Piece(file, from, (int) Math.min(PIECE, dump.bytes() - from));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/octet-stream");
    headers.put(
        "Content-Range", "bytes " + from + "-" + (from + piece.length() - 1) + "/" + dump.bytes());
    headers.put("Plimsoll-Run", dump.run());
    headers.put("Plimsoll-Sha256", dump.sha256());
    while (true) {
      try {
        return link.send("PUT", path() + "/file", headers, piece);
      } catch (IOException e) {
        Trouble.count("dump upload", e);
        TimeUnit.MILLISECONDS.sleep(backoff.next());
      }
    }
  }

  private static long received(Answer answer, long before) {
    try {
      return Math.max(0, answer.json().number("received"));
    } catch (IOException | MalformedMessageException e) {
      Trouble.count("dump upload", e);
      return before;
    }
  }

  /** Whether the collector has checked and kept it. */
  private boolean isHeld(HttpLink link) throws InterruptedException {
    for (int look = 0; look < LOOKS_AT_STATE; look++) {
      try {
        String state = link.send("GET", path(), Map.of(), new byte[0]).json().string("state");
        if (HELD.contains(state)) {
          return true;
        }
        if (state.equals("failed")) {
          return false;
        }
      } catch (IOException | MalformedMessageException e) {
        Trouble.count("dump upload", e);
      }
      TimeUnit.SECONDS.sleep(1);
    }
    return false;
  }

  private String path() {
    return "/api/v1/dumps/" + dump.dump();
  }

  /** Read while it is sent: eight MiB are more than a full heap has left. */
  private final class Piece implements HttpLink.Body {
    private final RandomAccessFile file;
    private final long from;
    private final int length;

    Piece(RandomAccessFile file, long from, int length) {
      this.file = file;
      this.from = from;
      this.length = length;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      file.seek(from);
      for (int left = length; left > 0; ) {
        int read = Math.min(left, buffer.length);
        file.readFully(buffer, 0, read);
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
