'use strict';

const FIRST_MS = 500;
const MOST_MS = 10_000;

/** Waiting times between attempts: from half a second, doubling to ten, spread by chance. */
class Backoff {
  constructor(chance = Math.random) {
    this.chance = chance;
    this.step = FIRST_MS;
  }

  /** Milliseconds to wait now: between the half and the whole of the step, so that fleets spread. */
  next() {
    const step = this.step;
    this.step = Math.min(MOST_MS, step * 2);
    return (step * (1 + this.chance())) / 2;
  }

  reset() {
    this.step = FIRST_MS;
  }
}

module.exports = { Backoff };
