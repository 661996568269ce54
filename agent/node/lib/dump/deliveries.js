'use strict';

const clock = require('../guest/clock');
const trouble = require('../guest/trouble');
const { Upload } = require('./upload');

const LOOK_MS = 2_000;
const MOST_LOOKS = 450; // a quarter of an hour

/**
 * Brings snapshots to the collector, one after the other. While another run of the instance is on
 * its way out, it waits for what that one leaves.
 */
class Deliveries {
  constructor(collector, shelf) {
    this.collector = collector;
    this.shelf = shelf;
    this.waiting = [];
    this.inHand = new Set();
    this.busy = false;
    this.looks = 0;
  }

  /** Looks for what others have left. */
  start() {
    const orphans = this.shelf.orphans();
    orphans.forEach((orphan) => this.add(orphan));
    if (this.looks++ < MOST_LOOKS && this.shelf.hasLivingSibling()) {
      const again = trouble.guarded('dump shelf', () => this.start());
      clock.later(again, LOOK_MS);
    }
  }

  add(shelved) {
    if (!this.inHand.has(shelved.dump)) {
      this.inHand.add(shelved.dump);
      this.waiting.push(shelved);
      this.work();
    }
  }

  work() {
    const next = this.busy ? undefined : this.waiting.shift();
    if (next === undefined) {
      return;
    }
    this.busy = true;
    new Upload(this.collector, next)
      .run()
      .then((held) => (held ? this.shelf.remove(next) : this.shelf.keepForPeople(next)))
      .catch((error) => trouble.count('dump upload', error))
      .finally(() => {
        this.busy = false;
        this.work();
      });
  }
}

module.exports = { Deliveries };
