'use strict';

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

/** A replacement that has not come by then will not come: the limit holds again. */
const LONGEST_MS = 120_000;

/**
 * Time for a replacement. V8 ends the process when its heap is full, often within a second of the
 * restart line. A debugger that is enabled makes V8 raise the limit once, to four times what it was,
 * instead of ending; it is the one way without native code. Measured with 18 to 24: a leak at
 * `--max-old-space-size=200` lived on to 500 MB. Only while the heap is over the restart line or
 * about to be full.
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
    const horizon = Math.max(HORIZON_MS, this.gap * HORIZON_LOOKS);
    const soon = used + this.bytesAMs * horizon >= this.maxHeap;
    return used >= line * this.maxHeap || (soon && used >= LEAST_FRACTION * this.maxHeap);
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

module.exports = { Headroom };
