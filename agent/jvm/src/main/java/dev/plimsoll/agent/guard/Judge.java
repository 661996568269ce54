package dev.plimsoll.agent.guard;

/**
 * Decides from looks alone; does nothing itself, has no clock, allocates nothing.
 *
 * <p>Two things ask for a replacement: live heap that has been over the restart line for long, by
 * fresh evidence, or goes on climbing there; and evidence that the heap is about to be over. Raw
 * use never does: it is only a reason to probe.
 */
final class Judge {
  private final boolean concurrent;
  private final Sustained sustained;
  private final Rising rising = new Rising();
  private final Brim brim = new Brim();
  private final FullHeap full;
  private final Spiral spiral;
  private final Suspicion suspicion;

  /**
   * For a collector that looks at the whole heap while the application runs, or in a pause.
   *
   * @param leavesPages whether a concurrent one leaves pages with some garbage in them
   */
  Judge(boolean concurrent, boolean leavesPages) {
    this.concurrent = concurrent;
    this.full = new FullHeap(leavesPages);
    this.sustained = new Sustained(concurrent);
    this.spiral = new Spiral(concurrent);
    this.suspicion = new Suspicion(concurrent);
  }

  Verdict look(Look look, Marks marks) {
    Verdict lasting = sustained.look(look, marks);
    Verdict risen = rising.look(look, marks);
    Verdict brimming = concurrent ? Verdict.NOTHING : brim.look(look, marks);
    Verdict spiralling = spiral.look(look, marks);
    Verdict suspected = suspicion.look(look, marks);
    if (!concurrent && look.exact && look.liveFraction() >= marks.emergency()) {
      return Verdict.CLIMBING;
    }
    if (concurrent && full.look(look).asks()) {
      return Verdict.FULL;
    }
    if (lasting.asks()) {
      return lasting;
    }
    if (risen.asks()) {
      return risen;
    }
    if (brimming.asks()) {
      return brimming;
    }
    if (spiralling.asks()) {
      return spiralling;
    }
    if (suspected == Verdict.PROBE_NOW) {
      return suspected;
    }
    return lasting.probes() ? confirm(look) : suspected;
  }

  /** Where a probe costs too much, what the collector finds by itself has to do. */
  private Verdict confirm(Look look) {
    if (Suspicion.isAffordable(look)) {
      return suspicion.mayConfirm(look) ? Verdict.PROBE : Verdict.NOTHING;
    }
    return Sustained.isFresh(look) ? Verdict.SUSTAINED : Verdict.NOTHING;
  }

  /** A probe is over; the look holds what it found. */
  void probed(Look look, Marks marks, long pauseMs) {
    suspicion.probed(look, marks, pauseMs);
  }
}
