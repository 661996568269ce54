package dev.plimsoll.agent.guard;

/** What follows from a look at the heap. */
enum Verdict {
  NOTHING(""),

  /** Collect the whole heap, to know what of it is garbage. */
  PROBE(""),

  /**
   * As {@link #PROBE}, at once and at a higher price: the heap may be over before the next look.
   */
  PROBE_NOW(""),

  SUSTAINED("over the restart line for 20 s, and the latest collection confirms it"),
  RISING("over the restart line, and each collection leaves more"),
  CLIMBING("a full collection left it far above the restart line"),
  BRIMMING("over the restart line, and collections hardly make room any more"),
  FULL("the heap is full, and a whole collection has not changed that"),
  SPIRAL("most of the time goes into collections that free little");

  private final String why;

  Verdict(String why) {
    this.why = why;
  }

  boolean asks() {
    return !why.isEmpty();
  }

  boolean probes() {
    return this == PROBE || this == PROBE_NOW;
  }

  /** For people, in ASCII, without a full stop; empty where nothing is asked. */
  String why() {
    return why;
  }
}
