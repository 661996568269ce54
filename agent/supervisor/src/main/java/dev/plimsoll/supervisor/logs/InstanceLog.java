package dev.plimsoll.supervisor.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The log of one instance, for readers: what it ends with, and what comes from then on, across
 * files that are closed and runs that are replaced. Needs no supervisor. Not thread-safe.
 */
public final class InstanceLog implements AutoCloseable {
  private static final int PIECE = 64 * 1024;
  private final LogFolder folder;
  private final int index;
  private final Path spools;
  private final List<Unread> unread = new ArrayList<>();
  private final byte[] piece = new byte[PIECE];
  private final LineJoiner joiner = new LineJoiner();
  private @Nullable FileChannel current;
  private @Nullable Object key;
  private String born = "";
  private long offset;

  InstanceLog(Path service, int index) {
    this.folder = new LogFolder(service, index, Clock.systemUTC());
    this.index = index;
    this.spools = service.resolve(LogRoot.SPOOLS);
  }

  /** The number of the instance in its service. */
  public int index() {
    return index;
  }

  /**
   * The last lines that are there, oldest first. To be called once, and first.
   *
   * @param most lines, at least 0
   * @param wanted which lines count
   */
  public List<LogLine> last(int most, Predicate<LogLine> wanted) throws IOException {
    List<Deque<LogLine>> newestFirst = new ArrayList<>();
    openCurrent();
    Deque<LogLine> tail = new ArrayDeque<>();
    readCurrent(line -> keep(line, tail, most, wanted));
    List<Path> closed = folder.closed();
    int missing = most - tail.size();
    for (int at = closed.size() - 1; at >= 0 && missing > 0; at--) {
      if (isBeforeCurrent(closed.get(at))) {
        Deque<LogLine> older = new ArrayDeque<>();
        int room = missing;
        readClosed(closed.get(at), line -> keep(line, older, room, wanted));
        missing -= older.size();
        newestFirst.add(older);
      }
    }
    if (current == null && !closed.isEmpty()) {
      born = folder.stampOf(closed.get(closed.size() - 1));
    }
    List<LogLine> lines = new ArrayList<>();
    for (int at = newestFirst.size() - 1; at >= 0; at--) {
      lines.addAll(newestFirst.get(at));
    }
    lines.addAll(tail);
    joiner.unfinished().stream().filter(wanted).forEach(lines::add);
    findUnread();
    for (Unread stream : unread) {
      stream.read(
          line -> {
            if (wanted.test(line)) {
              lines.add(line);
            }
          });
    }
    return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
  }

  private static void keep(LogLine line, Deque<LogLine> tail, int most, Predicate<LogLine> wanted) {
    if (most > 0 && wanted.test(line)) {
      tail.addLast(line);
      if (tail.size() > most) {
        tail.removeFirst();
      }
    }
  }

  /** What has come since the last call, in order. */
  public List<LogLine> next() throws IOException {
    List<LogLine> lines = new ArrayList<>();
    Consumer<LogLine> take =
        line -> {
          if (unread.stream().noneMatch(stream -> stream.isOf(line) && stream.takesBack(line))) {
            lines.add(line);
          }
        };
    readCurrent(take);
    if (!isCurrent()) {
      readCurrent(take);
      String known = born;
      Object own = key;
      // First the new file and then the list: what is closed in between is in one of them.
      openCurrent();
      for (Path file : folder.closed()) {
        String stamp = folder.stampOf(file);
        boolean isOwn = own != null && own.equals(keyOf(file));
        if (stamp.compareTo(known) > 0 && !isOwn && isBeforeCurrent(file)) {
          readClosed(file, take);
          born = current == null ? stamp : born;
        }
      }
      readCurrent(take);
    }
    for (Unread stream : unread) {
      stream.read(lines::add);
    }
    return lines;
  }

  /** Closed while we look, it is one that is open here, or comes later. */
  private boolean isBeforeCurrent(Path closed) throws IOException {
    return current == null
        || (folder.stampOf(closed).compareTo(born) <= 0 && !Objects.equals(key, keyOf(closed)));
  }

  private void findUnread() throws IOException {
    for (Path marks : LogRoot.marks(spools, index)) {
      String name = String.valueOf(marks.getFileName());
      String run = name.substring(name.indexOf('-') + 1, name.length() - Marks.ENDING.length());
      unread.add(new Unread(marks, 0, LogLine.STDOUT, run, ".out"));
      unread.add(new Unread(marks, 1, LogLine.STDERR, run, ".err"));
    }
  }

  private void openCurrent() throws IOException {
    close();
    try {
      current = FileChannel.open(folder.current(), StandardOpenOption.READ);
      key = keyOf(folder.current());
      born = LogLine.stamp(folder.bornAt(folder.current(), Long.MAX_VALUE >> 20));
      offset = 0;
    } catch (NoSuchFileException e) {
      // Nothing has been printed yet, or the file is just being closed.
      current = null;
      key = null;
    }
  }

  private boolean isCurrent() throws IOException {
    FileChannel open = current;
    return open != null && Objects.equals(key, keyOf(folder.current())) && open.size() >= offset;
  }

  private static @Nullable Object keyOf(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void readCurrent(Consumer<LogLine> lines) throws IOException {
    FileChannel open = current;
    if (open == null) {
      return;
    }
    int count = open.read(ByteBuffer.wrap(piece), offset);
    while (count > 0) {
      offset += count;
      joiner.take(piece, count, lines);
      count = open.read(ByteBuffer.wrap(piece), offset);
    }
  }

  /** It may be packed or removed at any moment. */
  private void readClosed(Path file, Consumer<LogLine> lines) throws IOException {
    LineJoiner own = new LineJoiner();
    Path there = Files.exists(file) ? file : LogFolder.packed(file);
    try (InputStream plain = Files.newInputStream(there);
        InputStream in =
            there.toString().endsWith(Packer.ENDING) ? new GZIPInputStream(plain) : plain) {
      byte[] bytes = new byte[PIECE];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        own.take(bytes, count, lines);
      }
    } catch (NoSuchFileException e) {
      // Older than all that is kept now.
    }
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
