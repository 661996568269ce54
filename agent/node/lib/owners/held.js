'use strict';

/**
 * What is open now, in the order in which it was opened: a chain, so that what ends leaves at once
 * and the oldest is the first. Bounded; what there was no room for is counted as untracked.
 */
class Held {
  /** @param table that it is part of */
  constructor(most, table) {
    this.most = most;
    this.table = table;
    this.size = 0;
    this.untracked = 0;
    this.head = { previous: null, next: null };
    this.head.previous = this.head;
    this.head.next = this.head;
  }

  /** Opens an entry; null if there is no room. */
  add(what, owner, at) {
    if (this.size >= this.most) {
      this.untracked++;
      return null;
    }
    const last = this.head.previous;
    const entry = {
      what,
      owner,
      at,
      frame: undefined,
      bytes: undefined,
      response: null,
      chain: this,
      previous: last,
      next: this.head,
    };
    last.next = entry;
    this.head.previous = entry;
    this.size++;
    return entry;
  }

  /** Epoch or steady milliseconds, as it was given; undefined if nothing is held. */
  get oldestAt() {
    return this.size === 0 ? undefined : this.head.next.at;
  }

  *[Symbol.iterator]() {
    for (let entry = this.head.next; entry !== this.head; entry = entry.next) {
      yield entry;
    }
  }
}

/** Ends an entry; false if it had ended before. */
function end(entry) {
  if (entry.chain === null) {
    return false;
  }
  entry.previous.next = entry.next;
  entry.next.previous = entry.previous;
  entry.chain.size--;
  entry.chain = null;
  entry.previous = null;
  entry.next = null;
  entry.what = null;
  return true;
}

module.exports = { Held, end };
