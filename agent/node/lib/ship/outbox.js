'use strict';

const { randomUuid } = require('../guest/uuid');

/**
 * What the collector has not acknowledged yet. Bounded: when samples are full, every second one of
 * the older half is dropped, so that a long silence of the collector costs resolution and not the
 * beginning of the story.
 */
class Outbox {
  /**
   * @param blackBox gets everything with its number, whether the collector will get it or not
   * @param limits how many samples and events to keep; 0 where there is no collector
   */
  constructor(run, blackBox, limits) {
    this.run = run;
    this.blackBox = blackBox;
    this.limits = limits;
    this.samples = [];
    this.events = [];
    this.lastSeq = 0;
    this.sentUpTo = 0;
    this.acknowledged = 0;
    this.dropped = 0;
    /** Called when something must not wait for the next flush. */
    this.onUrgent = () => {};
  }

  addSample(at, metrics) {
    const seq = ++this.lastSeq;
    this.blackBox.sample(seq, at, metrics);
    if (this.limits.samples === 0) {
      return;
    }
    if (this.samples.length >= this.limits.samples) {
      this.thin();
    }
    this.samples.push({ seq, run: this.run, at, metrics });
  }

  addEvent(kind, at, text, data) {
    const event = { seq: ++this.lastSeq, id: randomUuid(), run: this.run, at, kind, text, data };
    this.blackBox.event(event);
    if (this.limits.events === 0) {
      return;
    }
    if (this.events.length >= this.limits.events) {
      this.events.shift();
      this.dropped++;
    }
    this.events.push(event);
    this.onUrgent();
  }

  get size() {
    return this.samples.length + this.events.length;
  }

  /** The oldest items, at most so many, still kept here until they are acknowledged. */
  next(limit) {
    const samples = [];
    const events = [];
    while (samples.length + events.length < limit) {
      const sample = this.samples[samples.length];
      const event = this.events[events.length];
      if (!sample && !event) {
        break;
      }
      const first = !event || (sample && sample.seq < event.seq) ? sample : event;
      (first === sample ? samples : events).push(first);
      this.sentUpTo = Math.max(this.sentUpTo, first.seq);
    }
    return { samples, events, dropped: this.dropped };
  }

  /** Everything up to that number is durable at the collector. */
  acknowledge(seq) {
    if (seq > this.acknowledged) {
      this.acknowledged = seq;
      this.blackBox.acknowledged(seq);
    }
    drop(this.samples, seq);
    drop(this.events, seq);
  }

  /** Nothing is on its way any more. */
  returned() {
    this.sentUpTo = 0;
  }

  /** The collector will never take this parcel: gives it up, so that the rest can pass. */
  giveUp(parcel) {
    this.dropped += parcel.samples.length + parcel.events.length;
    this.acknowledge(lastSeq(parcel));
  }

  /** Spares what may be on its way just now: it would be counted as lost and arrive. */
  thin() {
    const half = this.limits.samples >> 1;
    let keep = false;
    const kept = [];
    for (let i = half - 1; i >= 0; i--) {
      keep = !keep;
      if (keep || this.samples[i].seq <= this.sentUpTo) {
        kept.unshift(this.samples[i]);
      } else {
        this.dropped++;
      }
    }
    this.samples.splice(0, half, ...kept);
    if (this.samples.length >= this.limits.samples) {
      this.samples.shift();
      this.dropped++;
    }
  }
}

function drop(items, seq) {
  let count = 0;
  while (count < items.length && items[count].seq <= seq) {
    count++;
  }
  items.splice(0, count);
}

function lastSeq(parcel) {
  const sample = parcel.samples[parcel.samples.length - 1];
  const event = parcel.events[parcel.events.length - 1];
  return Math.max(sample ? sample.seq : 0, event ? event.seq : 0);
}

module.exports = { Outbox };
