'use strict';

const WINDOW_MS = 60_000;

/** Four buckets for each doubling, from a sixteenth of a millisecond up to eighteen hours. */
const BUCKETS_A_DOUBLING = 4;
const LEAST_MS = 1 / 16;
const BUCKETS = 120;

/** How long those took that ended in the last minute or two. */
class Latencies {
  constructor() {
    this.current = new Uint32Array(BUCKETS);
    this.before = new Uint32Array(BUCKETS);
    this.max = 0;
    this.maxBefore = 0;
    this.since = 0;
  }

  add(ms, now) {
    this.turn(now);
    const bucket = Math.ceil(Math.log2(ms / LEAST_MS) * BUCKETS_A_DOUBLING);
    this.current[Math.min(BUCKETS - 1, Math.max(0, bucket))]++;
    if (ms > this.max) {
      this.max = ms;
    }
  }

  /** p50, p99, max in ms, the percentiles at most a fifth too high; undefined if none ended. */
  read(now) {
    this.turn(now);
    let total = 0;
    for (let i = 0; i < BUCKETS; i++) {
      total += this.current[i] + this.before[i];
    }
    if (total === 0) {
      return undefined;
    }
    const max = Math.max(this.max, this.maxBefore);
    const at = (share) => Math.min(max, this.percentile(Math.ceil(total * share)));
    return { p50: at(0.5), p99: at(0.99), max };
  }

  percentile(rank) {
    let seen = 0;
    for (let i = 0; i < BUCKETS; i++) {
      seen += this.current[i] + this.before[i];
      if (seen >= rank) {
        return LEAST_MS * 2 ** (i / BUCKETS_A_DOUBLING);
      }
    }
    return Infinity;
  }

  turn(now) {
    if (now - this.since < WINDOW_MS) {
      return;
    }
    const old = now - this.since >= 2 * WINDOW_MS;
    [this.before, this.current] = [this.current, this.before];
    this.current.fill(0);
    this.maxBefore = old ? 0 : this.max;
    this.max = 0;
    if (old) {
      this.before.fill(0);
    }
    this.since = now;
  }
}

module.exports = { Latencies };
