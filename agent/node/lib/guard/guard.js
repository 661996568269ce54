'use strict';

const v8 = require('v8');
const clock = require('../guest/clock');
const trouble = require('../guest/trouble');
const { Headroom } = require('./headroom');
const { Judge } = require('./judge');
const { Probe } = require('./probe');

const LOOK_MS = 100;
const SECOND_MS = 1_000;
const ASK_AGAIN_MS = 10_000;

/** Of max heap: with less than that left in the container, the kernel would end us in V8's place. */
const ROOM_FOR_HEADROOM = 0.25;

/**
 * Looks at the heap ten times a second and after each full collection, writes down what it saw each
 * second, and asks the supervisor for a replacement when the heap is about to be over, whether or
 * not there is a collector.
 */
class Guard {
  /**
   * @param line to the supervisor; null if nobody supervises, and the guard only writes down
   * @param cgroup tells how much room the container has
   */
  constructor(collections, maxHeap, lines, line, blackBox, cgroup) {
    this.collections = collections;
    this.maxHeap = maxHeap;
    this.lines = lines;
    this.line = line;
    this.blackBox = blackBox;
    this.cgroup = cgroup;
    this.judge = new Judge();
    this.probe = new Probe(maxHeap);
    this.headroom = new Headroom(maxHeap);
    this.askedAt = -ASK_AGAIN_MS;
    this.secondAt = 0;
    /** V8's own, the young generation and all. */
    this.limit = v8.getHeapStatistics().heap_size_limit;
    this.timer = null;
  }

  /** The lines that hold from now on, as the collector's last reply has them. */
  hold(lines) {
    if (lines && lines.restart > 0 && lines.restart <= 1) {
      this.lines = lines;
    }
  }

  start() {
    if (this.line) {
      this.line.connect();
    }
    this.collections.onMajor = () => this.look();
    this.schedule();
  }

  close() {
    clock.clearTimeout(this.timer);
    this.headroom.close();
    if (this.line) {
      this.line.close();
    }
  }

  schedule() {
    this.timer = clock.later(
      trouble.guarded('guard', () => {
        this.schedule();
        this.look();
      }),
      LOOK_MS,
    );
  }

  look() {
    const { used_heap_size: used, heap_size_limit: limit } = v8.getHeapStatistics();
    const { live, liveAt, millis } = this.collections;
    this.writeDown(used, live, millis);
    if (!this.line) {
      return;
    }
    const known = live === undefined ? undefined : Math.min(live, used);
    const isFull = limit > this.limit || this.collections.latest >= this.maxHeap;
    const look = { live: known, liveAt, max: this.maxHeap, paused: millis, isFull };
    const why = this.judge.look(look, this.lines);
    if (why !== undefined) {
      this.ask(isFull ? used : known, why);
    } else if (used >= this.judge.emergency(this.lines) * this.maxHeap) {
      this.doubt(used, liveAt);
    }
    this.headroom.mind(used, this.lines.restart, clock.steady(), () => this.hasRoom());
    if (this.collections.latest >= this.lines.restart * this.maxHeap && this.headroom.isFullSoon(used)) {
      // Ours is no proof: only what V8 raises by itself is.
      this.limit = this.headroom.raise() || this.limit;
    }
  }

  /** What is in use is far above the line, and what is known of it is not. */
  doubt(used, liveAt) {
    if (this.probe.make(clock.steady(), used, liveAt)) {
      this.collections.expectProof();
    }
  }

  ask(live, why) {
    const now = clock.steady();
    if (now - this.askedAt < ASK_AGAIN_MS) {
      return;
    }
    // With V8's limit raised it may be more than there should be.
    const told = Math.min(live, this.maxHeap);
    const fraction = told / this.maxHeap;
    const message = { type: 'overload', fraction, live: told, max: this.maxHeap, why };
    if (this.line.send(message)) {
      this.askedAt = now;
    }
  }

  hasRoom() {
    return this.line.welcome && this.cgroup.room() > this.maxHeap * ROOM_FOR_HEADROOM;
  }

  writeDown(used, live, millis) {
    const now = clock.now();
    if (now - this.secondAt >= SECOND_MS || now < this.secondAt) {
      this.secondAt = now;
      const rss = process.memoryUsage.rss();
      this.blackBox.guard(now, used, live === undefined ? -1 : live, this.maxHeap, rss, millis);
    }
  }
}

module.exports = { Guard };
