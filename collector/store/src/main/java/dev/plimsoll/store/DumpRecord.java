package dev.plimsoll.store;

import org.jspecify.annotations.Nullable;

/**
 * A heap dump in the catalogue.
 *
 * @param at when it was asked for or started, epoch milliseconds
 * @param reason {@code line}, {@code command}, {@code drained} or {@code out-of-memory}
 * @param format {@code hprof} or {@code heapsnapshot}
 * @param bytes size of the whole file; null until the sender has said
 * @param sha256 of the whole file, hex; null until the sender has said
 * @param method {@code snapshot}, {@code jdk} or {@code v8}
 * @param pauseMs how long the run stood still for it; null if unknown
 * @param error one sentence if it failed
 */
public record DumpRecord(
    String id,
    String run,
    String service,
    String instance,
    long at,
    String reason,
    String format,
    @Nullable Long bytes,
    @Nullable String sha256,
    DumpState state,
    String method,
    boolean redacted,
    @Nullable Long pauseMs,
    @Nullable String error) {

  public DumpRecord in(DumpState next) {
    return with(next, error);
  }

  public DumpRecord failed(String why) {
    return with(DumpState.FAILED, why);
  }

  /** The same dump with what is known of its file. */
  public DumpRecord file(@Nullable Long size, @Nullable String hash, @Nullable Long pause) {
    return new DumpRecord(
        id,
        run,
        service,
        instance,
        at,
        reason,
        format,
        size == null ? bytes : size,
        hash == null ? sha256 : hash,
        state,
        method,
        redacted,
        pause == null ? pauseMs : pause,
        error);
  }

  private DumpRecord with(DumpState nextState, @Nullable String nextError) {
    return new DumpRecord(
        id, run, service, instance, at, reason, format, bytes, sha256, nextState, method, redacted,
        pauseMs, nextError);
  }
}
