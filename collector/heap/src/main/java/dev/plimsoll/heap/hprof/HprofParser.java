package dev.plimsoll.heap.hprof;

import dev.plimsoll.heap.graph.Progress;
import dev.plimsoll.heap.graph.UnreadableHeapException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/** Walks over the top-level records of a dump. */
final class HprofParser {
  private static final int HEAP_DUMP = 0x0C;
  private static final int HEAP_DUMP_SEGMENT = 0x1C;
  private static final int HEAP_DUMP_END = 0x2C;
  private static final String MAGIC = "JAVA PROFILE 1.0.";
  private static final int LONGEST_MAGIC = 32;

  /** Names in a JVM have at most 65,535 bytes; more than this is damage, not to be allocated. */
  private static final int LONGEST_TEXT = 1 << 20;

  private final HprofInput in;
  private final HprofVisitor visitor;
  private final Progress progress;
  private final String stage;
  private final HeapSegmentParser segments;
  private int completeSegments;
  private boolean segmented;
  private boolean ended;

  HprofParser(HprofInput in, HprofVisitor visitor, Progress progress, String stage) {
    this.in = in;
    this.visitor = visitor;
    this.progress = progress;
    this.stage = stage;
    this.segments = new HeapSegmentParser(in, visitor);
  }

  /**
   * How a walk ended.
   *
   * @param truncated whether the file ended before the dump did
   * @param end offset behind the last complete object
   * @param fileEnd offset at which the walk came to its end, in a truncated file the file's
   * @param completeSegments how many heap segments are there as a whole
   */
  record Ending(boolean truncated, long end, long fileEnd, int completeSegments) {}

  /**
   * Walks until the dump or the file ends, or until {@code limit} is reached.
   *
   * @param limit offset at which to stop, as an earlier walk found it
   */
  Ending parse(long limit) throws IOException {
    long end = 0;
    try {
      header();
      while (!ended && in.position() < limit && !in.atEnd()) {
        progress.at(stage, in.fraction());
        record(limit);
        end = in.position();
      }
    } catch (EOFException e) {
      return new Ending(true, Math.max(end, segments.end()), in.received(), completeSegments);
    } catch (ZipException e) {
      throw new UnreadableHeapException(
          "the gzip data is damaged behind byte %,d of the unpacked dump".formatted(in.position()),
          e);
    }
    // A dump in segments has an end record; without it the writer did not come to its end.
    return new Ending(segmented && !ended, end, end, completeSegments);
  }

  private void header() throws IOException {
    if (!MAGIC.equals(magic())) {
      throw new UnreadableHeapException(
          "this is not an HPROF heap dump: it does not start with \"JAVA PROFILE 1.0.\"");
    }
    int idSize = in.i4();
    if (idSize != 4 && idSize != 8) {
      throw new UnreadableHeapException(
          "the header says that ids are %d bytes long; only 4 and 8 are known".formatted(idSize));
    }
    in.idSize(idSize);
    in.skip(8); // time of the dump
  }

  /** The format's name without the last digit, which makes no difference to what follows. */
  private String magic() throws IOException {
    StringBuilder magic = new StringBuilder();
    try {
      for (int c = in.u1(); c != 0 && magic.length() < LONGEST_MAGIC; c = in.u1()) {
        magic.append((char) c);
      }
    } catch (EOFException e) {
      return "";
    }
    return magic.length() == 0 ? "" : magic.substring(0, magic.length() - 1);
  }

  private void record(long limit) throws IOException {
    long at = in.position();
    int tag = in.u1();
    in.skip(4); // microseconds since the header's time
    long length = in.u4();
    long end = in.position() + length;
    switch (tag) {
      case 0x01 -> text(at, length);
      case 0x02 -> className();
      case HEAP_DUMP, HEAP_DUMP_SEGMENT -> {
        segmented |= tag == HEAP_DUMP_SEGMENT;
        segments.parse(end, limit);
        completeSegments++;
      }
      case HEAP_DUMP_END -> ended = true;
      case 0x03, 0x04, 0x05, 0x06, 0x07, 0x0A, 0x0B, 0x0D, 0x0E -> {
        // Unloaded classes, stack traces, sites, totals, threads, CPU samples, settings: not
        // needed.
      }
      default ->
          throw new UnreadableHeapException(
              "at byte %,d stands a record with tag 0x%02x, which HPROF does not have"
                  .formatted(at, tag));
    }
    if (in.position() > end) {
      throw new UnreadableHeapException(
          "the record at byte %,d is longer than the %,d bytes it says".formatted(at, length));
    }
    if (end <= limit) {
      in.skip(end - in.position());
    }
  }

  private void text(long at, long length) throws IOException {
    long bytes = length - in.idSize();
    if (bytes < 0 || bytes > LONGEST_TEXT) {
      throw new UnreadableHeapException(
          "the text at byte %,d cannot be %,d bytes long".formatted(at, bytes));
    }
    visitor.text(in.id(), (int) bytes);
  }

  private void className() throws IOException {
    in.skip(4); // serial number of the class
    long classId = in.id();
    in.skip(4); // serial number of a stack trace
    visitor.className(classId, in.id());
  }

  /** Modified UTF-8 differs from UTF-8 in characters that class names hardly have. */
  static String decode(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }
}
