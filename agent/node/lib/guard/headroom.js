'use strict';

const v8 = require('v8');
const trouble = require('../guest/trouble');

/** Below this no heap is about to be full, however fast it grows: programs load, caches fill. */
const LEAST_FRACTION = 0.5;

/**
 * A heap that would be full by then is one to be ready for. A program that works off what has waited
 * during a collection does not come back to its loop, nor to us, before the next ones: on a busy host
 * half a second each, and the fourth in vain is the end.
 */
const HORIZON_MS = 3_000;

/** Where the host lets us look less often than planned, so many looks ahead. */
const HORIZON_LOOKS = 5;

/** What a fast second has told is believed for some more looks. */
const FORGETTING = 0.85;

const HYSTERESIS = 0.05;

/** Each opening tells of all scripts; a heap that swings over the line must not open at each swing. */
const LOW_MS = 10_000;

/** What fills the heap to its limit when the limit is raised beforehand: so many bytes at a time. */
const FILLING_WORDS = 32 << 10;
const WORD_BYTES = 8;

/** Of max heap: V8 has had enough of it by then. */
const MOST_FILLING = 0.3;

/** A replacement that has not come by then will not come: the limit holds again. */
const LONGEST_MS = 120_000;

/**
 * Time for a replacement. V8 ends the process when its heap is full, often within a second of the
 * restart line. A debugger that is enabled makes V8 raise the limit once, to four times what it was,
 * instead of ending; it is the one way without native code. Measured with 18 to 24: a leak at
 * `--max-old-space-size=200` lived on to 500 MB. Only while the heap is over the restart line or
 * about to be full.
 *
 * V8 pauses for the debugger that it thinks is there at its next check of the stack, and looks at all
 * scopes then. On entering a function whose scope is not made yet it ends the process ("Check failed:
 * needs_context"), on 20 and later; in a program of closures every second time. So where a full heap
 * is certain and near, it is filled from here, and the pause happens in a function without a scope.
 */
class Headroom {
  constructor(maxHeap) {
    this.maxHeap = maxHeap;
    this.session = null;
    this.openedAt = undefined;
    this.highAt = 0;
    this.last = undefined;
    this.bytesAMs = 0;
    this.gap = 0;
    this.raisedAt = undefined;
  }

  /**
   * Opened by raw use, which is early; closed when it has been lower for a while, or nobody came.
   *
   * @param used bytes in use, garbage and all
   * @param restart fraction of max heap
   * @param now steady milliseconds
   * @param hasRoom whether there is memory beyond the limit
   */
  mind(used, restart, now, hasRoom) {
    this.measure(used, now);
    const isHigh = this.isHigh(used, this.isOpen ? restart - HYSTERESIS : restart);
    if (isHigh) {
      this.highAt = now;
    }
    const isLow = now - this.highAt > LOW_MS;
    if (this.isOpen && (isLow || now - this.openedAt > LONGEST_MS)) {
      this.close();
    }
    if (!this.isOpen && isLow) {
      this.openedAt = undefined;
    }
    if (isHigh && this.openedAt === undefined && hasRoom()) {
      this.openedAt = now;
      this.open();
    }
  }

  /** Has V8 raise its limit now; takes some full collections. The new limit; undefined if it is there. */
  raise() {
    if (!this.isOpen || this.raisedAt === this.openedAt) {
      return undefined;
    }
    this.raisedAt = this.openedAt;
    try {
      return fillUp(Math.ceil((this.maxHeap * MOST_FILLING) / (FILLING_WORDS * WORD_BYTES)));
    } catch (error) {
      trouble.count('headroom', error);
      return undefined;
    }
  }

  /** Whether the heap will be full soon if it grows on like this. */
  isFullSoon(used) {
    const horizon = Math.max(HORIZON_MS, this.gap * HORIZON_LOOKS);
    return used + this.bytesAMs * horizon >= this.maxHeap;
  }

  measure(used, now) {
    const { last } = this;
    if (last !== undefined && now > last.at) {
      const pace = Math.max(0, used - last.used) / (now - last.at);
      this.bytesAMs = Math.max(pace, this.bytesAMs * FORGETTING);
      this.gap = Math.max(now - last.at, this.gap * FORGETTING);
    }
    this.last = { used, at: now };
  }

  isHigh(used, line) {
    const isOver = used >= line * this.maxHeap;
    return isOver || (used >= LEAST_FRACTION * this.maxHeap && this.isFullSoon(used));
  }

  get isOpen() {
    return this.session !== null;
  }

  open() {
    if (this.session !== null) {
      return;
    }
    try {
      const { Session } = require('inspector');
      const session = new Session();
      session.connect();
      session.post('Debugger.enable', { maxScriptsCacheSize: 0 });
      session.post('Debugger.setSkipAllPauses', { skip: true });
      session.on('Debugger.paused', () => session.post('Debugger.resume'));
      this.session = session;
    } catch (error) {
      // Built without the inspector, or not permitted: then V8's limit is the end.
      trouble.count('headroom', error);
    }
  }

  /** V8 takes its own limit back as soon as the heap is below it again. */
  close() {
    const session = this.session;
    this.session = null;
    if (session !== null) {
      try {
        session.disconnect();
      } catch (error) {
        trouble.count('headroom', error);
      }
    }
  }
}

/** No closure in here and no function that has one: see above. */
function fillUp(most) {
  const before = v8.getHeapStatistics().heap_size_limit;
  const filling = [];
  let limit = before;
  while (limit === before && filling.length < most) {
    filling.push(new Array(FILLING_WORDS).fill(0));
    limit = v8.getHeapStatistics().heap_size_limit;
  }
  return limit === before ? undefined : limit;
}

module.exports = { Headroom };
