'use strict';

const fs = require('fs');
const path = require('path');
const clock = require('../guest/clock');
const trouble = require('../guest/trouble');
const { randomBytes } = require('../guest/uuid');
const layout = require('./layout');
const { Ring } = require('./ring');

const PIECE = 64 << 10;

/**
 * The ring of this run. Where there is none (no folder, disk full or read-only) all of this does
 * nothing; a ring that fails later is given up. Never throws.
 */
class BlackBox {
  constructor(file, descriptor, ring) {
    this.file = file;
    this.descriptor = descriptor;
    this.ring = ring;
  }

  static none() {
    return new BlackBox(undefined, -1, null);
  }

  /** Makes the ring of this run in the folder, or says once why there is none. */
  static open(folder, origin) {
    const file = path.join(folder, 'blackbox-' + origin.run + '.ring');
    const unfinished = file + '.new';
    let descriptor = -1;
    try {
      if (!/^[A-Za-z0-9_-]{1,100}$/.test(origin.run)) {
        throw new Error('no file can be named after the run ' + origin.run);
      }
      descriptor = fs.openSync(unfinished, 'wx+', 0o600);
      // Each block is asked for now: a disk that is full later then does no harm.
      const zeros = Buffer.alloc(PIECE);
      for (let at = 0; at < layout.SIZE; at += PIECE) {
        fs.writeSync(descriptor, zeros, 0, PIECE, at);
      }
      const ring = new Ring(
        (bytes, offset) => fs.writeSync(descriptor, bytes, 0, bytes.length, offset),
        randomBytes(8),
      );
      ring.format(origin, clock.now());
      fs.renameSync(unfinished, file);
      return new BlackBox(file, descriptor, ring);
    } catch (error) {
      trouble.mention('black box', 'going on without: ' + error.message);
      discard(unfinished, descriptor);
      return BlackBox.none();
    }
  }

  guard(...reading) {
    this.attempt((ring) => ring.guard(...reading));
  }

  sample(seq, at, metrics) {
    this.attempt((ring) => ring.sample(seq, at, metrics));
  }

  event(event) {
    this.attempt((ring) => ring.event(event));
  }

  acknowledged(seq) {
    this.attempt((ring) => ring.acknowledged(seq));
  }

  ended(at) {
    this.attempt((ring) => ring.ended(at));
  }

  /** Nobody will ask for it. */
  remove() {
    if (this.ring) {
      this.ring = null;
      discard(this.file, this.descriptor);
    }
  }

  attempt(work) {
    if (!this.ring) {
      return;
    }
    try {
      work(this.ring);
    } catch (error) {
      this.ring = null;
      trouble.count('black box', error);
    }
  }
}

function discard(file, descriptor) {
  try {
    if (descriptor >= 0) {
      fs.closeSync(descriptor);
    }
    fs.rmSync(file, { force: true });
  } catch (error) {
    trouble.count('black box', error);
  }
}

module.exports = { BlackBox };
