'use strict';

const v8 = require('v8');
const vm = require('vm');
const trouble = require('../guest/trouble');

const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

/** The latest collection is news for so long. */
const STALE_MS = 3_000;

/** About what a full collection takes; one that would stop the application for longer is not made. */
const MS_A_BYTE = 1.5 / 2 ** 20;
const AFFORDABLE_MS = 2_000;

/** Of max heap: so much more in use than at the last probe is a reason for another one. */
const NEWS = 0.05;

/**
 * Is it garbage or live? Where much is in use and V8 has no reason to look, the whole heap is
 * collected once. A probe that changed nothing makes the next one wait, twice as long each time.
 */
class Probe {
  constructor(maxHeap) {
    this.maxHeap = maxHeap;
    this.wait = FIRST_WAIT_MS;
    this.nextAt = 0;
    this.usedThen = 0;
  }

  /** Makes one if it is worth its pause; true if so. */
  make(now, used, liveAt) {
    const isWorth = now - liveAt >= STALE_MS && used * MS_A_BYTE <= AFFORDABLE_MS;
    const isNews = used >= this.usedThen + this.maxHeap * NEWS;
    if (!isWorth || (now < this.nextAt && !isNews)) {
      return false;
    }
    this.wait = isNews ? FIRST_WAIT_MS : Math.min(LONGEST_WAIT_MS, this.wait * 2);
    this.nextAt = now + this.wait;
    this.usedThen = used;
    return collect();
  }
}

/** Node gives its collector to contexts that are made while this flag stands. */
function collect() {
  try {
    v8.setFlagsFromString('--expose-gc');
    const gc = vm.runInNewContext('gc');
    v8.setFlagsFromString('--no-expose-gc');
    gc();
    return true;
  } catch (error) {
    trouble.count('probe', error);
    return false;
  }
}

module.exports = { Probe };
