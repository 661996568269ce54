'use strict';

/** Of the time without pauses: on a busy host they would stretch a spike beyond this. */
const SUSTAINED_MS = 20_000;

/** Between the restart line and the end; evidence from there on is acted upon at once. */
const EMERGENCY_PART = 0.4;

const SUSTAINED = 'over the restart line for 20 s, and the latest collection confirms it';
const CLIMBING = 'a full collection left it far above the restart line';
const FULL = 'the heap was full, and no collection could free enough: its limit was raised for the time being';

/**
 * Decides from what full collections left, and from nothing else: raw use is no proof. A spike that
 * falls back within twenty seconds must not cost a process its life. V8 raises its limit only after
 * collections in vain, so that this is proof too; it is there when a program that does not come back
 * to its loop keeps the news of collections from us.
 */
class Judge {
  constructor() {
    this.since = undefined;
    this.pausedSince = 0;
  }

  /** Fraction of max heap from which on nothing is waited for. */
  emergency(lines) {
    return lines.restart + (1 - lines.restart) * EMERGENCY_PART;
  }

  /**
   * Why the run has to be replaced; undefined if it need not be.
   *
   * @param look live, liveAt, max, paused (all ms of collections so far), isFull (V8 has raised its
   *     limit, or a full collection left more); live may be undefined
   * @param lines restart: fraction of max heap
   */
  look(look, lines) {
    if (look.isFull) {
      return FULL;
    }
    const fraction = look.live === undefined ? 0 : look.live / look.max;
    if (fraction < lines.restart) {
      this.since = undefined;
      return undefined;
    }
    if (this.since === undefined) {
      this.since = look.liveAt;
      this.pausedSince = look.paused;
    }
    if (fraction >= this.emergency(lines)) {
      return CLIMBING;
    }
    const awake = look.liveAt - this.since - (look.paused - this.pausedSince);
    return awake >= SUSTAINED_MS ? SUSTAINED : undefined;
  }
}

module.exports = { Judge };
