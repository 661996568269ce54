package dev.plimsoll.agent.guard;

/**
 * Nearly all the time goes into collections although much is live. A bucket of time: what
 * collections take flows in, five times what the application runs flows out; so it fills only while
 * collections take more than five sixths of the time. Weight and size are those of Netflix's
 * jvmquake, which looks at pauses alone and thus is blind on concurrent collectors; here their
 * cycles count instead, and only while the heap is nearly full.
 */
final class Spiral {
  private static final long WEIGHT = 5;
  private static final long SIZE_MS = 30_000;
  private static final double NEARLY_FULL = 0.90;

  private final boolean concurrent;
  private boolean begun;
  private long lastAt;
  private long lastGcMillis;
  private long bucket;

  /** Collection time that was told and not counted yet. */
  private long untold;

  /** For a collector whose time is that of its cycles, or that of its pauses. */
  Spiral(boolean concurrent) {
    this.concurrent = concurrent;
  }

  Verdict look(Look look, Marks marks) {
    long passed = begun ? Math.max(0, look.at - lastAt) : 0;
    untold += begun ? Math.max(0, look.gcMillis - lastGcMillis) : 0;
    begun = true;
    lastAt = look.at;
    lastGcMillis = look.gcMillis;
    if (concurrent && look.usedFraction() < NEARLY_FULL) {
      bucket = 0;
      untold = 0;
      return Verdict.NOTHING;
    }
    // A collection is told whole at its end: what is more than this look covers is for the next.
    long collecting = Math.min(untold, passed);
    untold = Math.min(untold - collecting, SIZE_MS);
    bucket = Math.max(0, bucket + collecting - WEIGHT * (passed - collecting));
    bucket = Math.min(bucket, 2 * SIZE_MS);
    return bucket >= SIZE_MS && isDeep(look, marks) ? Verdict.SPIRAL : Verdict.NOTHING;
  }

  /** An estimate is too high by what is in pages that are partly garbage; a count is not. */
  private static boolean isDeep(Look look, Marks marks) {
    return look.hasLive() && look.liveFraction() >= (look.exact ? marks.dump() : marks.restart());
  }
}
