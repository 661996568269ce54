'use strict';

const { Latencies } = require('./latencies');

const MOST_KNOWN = 500;
const MOST_TOLD = 25;
const OTHER = 'other';

/** The old ones count eightfold: what leaks is to be named, not what is merely busy. */
const OLD_MS = 10_000;
const WEIGHT_OF_OLD = 8;

/** The owners of one kind, each known by one object; beyond a number all new ones are `other`. */
class Owners {
  constructor(kind) {
    this.kind = kind;
    this.known = new Map();
  }

  of(name) {
    const known = this.known.get(name);
    if (known !== undefined) {
      return known;
    }
    const full = this.known.size >= MOST_KNOWN && name !== OTHER;
    return full ? this.of(OTHER) : this.make(name);
  }

  make(name) {
    const owner = {
      name,
      owners: this,
      latencies: null,
      second: 0,
      opened: 0,
      held: 0,
      oldestAt: 0,
      bytes: 0,
      frames: null,
      isForgotten: false,
    };
    this.known.set(name, owner);
    return owner;
  }

  /** One of them has ended. */
  took(owner, ms, now) {
    owner.latencies = owner.latencies || new Latencies();
    owner.latencies.add(ms, now);
  }

  /**
   * The rows of a batch, the greatest first.
   *
   * @param held all that is open; ownerOf tells of an entry without an owner who it is
   */
  rows(held, now, ownerOf) {
    for (const owner of this.known.values()) {
      owner.held = 0;
      owner.bytes = 0;
      owner.frames = null;
    }
    for (const entry of held) {
      count(entry.owner || ownerOf(entry), entry, now);
    }
    const rows = [];
    for (const [name, owner] of this.known) {
      const latency = owner.latencies ? owner.latencies.read(now) : undefined;
      if (owner.held > 0 || latency) {
        rows.push(row(owner, latency, now));
      } else if (this.known.size > MOST_KNOWN / 2) {
        owner.isForgotten = true;
        this.known.delete(name);
      }
    }
    return foldRest(rows.sort((a, b) => b.count - a.count));
  }
}

function count(owner, entry, now) {
  if (owner.held++ === 0) {
    owner.oldestAt = entry.at;
  }
  if (entry.bytes !== undefined) {
    owner.bytes += entry.bytes;
  }
  if (entry.frame !== undefined) {
    owner.frames = owner.frames || new Map();
    const weight = now - entry.at >= OLD_MS ? WEIGHT_OF_OLD : 1;
    owner.frames.set(entry.frame, (owner.frames.get(entry.frame) || 0) + weight);
  }
}

function row(owner, latency, now) {
  const told = {
    owner: owner.name,
    count: owner.held,
    oldestMs: owner.held > 0 ? Math.max(0, Math.round(now - owner.oldestAt)) : 0,
  };
  const frame = mostOf(owner.frames);
  if (frame !== undefined) {
    told.frame = frame;
  }
  if (owner.bytes > 0) {
    told.bytes = owner.bytes;
  }
  if (latency) {
    told.latency = latency;
  }
  return told;
}

function mostOf(frames) {
  let best;
  let most = 0;
  for (const [frame, weight] of frames || []) {
    if (weight > most) {
      most = weight;
      best = frame;
    }
  }
  return best;
}

function foldRest(rows) {
  if (rows.length <= MOST_TOLD) {
    return rows;
  }
  const rest = rows.slice(MOST_TOLD - 1);
  const other = {
    owner: OTHER,
    count: rest.reduce((sum, each) => sum + each.count, 0),
    oldestMs: Math.max(...rest.map((each) => each.oldestMs)),
  };
  return [...rows.slice(0, MOST_TOLD - 1), other];
}

module.exports = { Owners };
