'use strict';

/** As far as this below its height at the dump, the episode is over: the policy's hysteresis. */
const HYSTERESIS = 0.05;

/** Live heap may have fallen without a collection that could tell. */
const LONGEST_MS = 600_000;

/** One snapshot for each time that live heap is over the dump line. */
class Episodes {
  constructor(maxHeap) {
    this.maxHeap = maxHeap;
    this.height = -1;
    this.dumpedAt = 0;
  }

  dumped(live, now) {
    this.height = live;
    this.dumpedAt = now;
  }

  /** Has to be asked now and then: what rose again in between looks as if it never fell. */
  isOpen(live, now) {
    const over = now - this.dumpedAt > LONGEST_MS || live < this.height - this.maxHeap * HYSTERESIS;
    if (this.height >= 0 && over) {
      this.height = -1;
    }
    return this.height >= 0;
  }
}

module.exports = { Episodes };
