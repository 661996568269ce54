'use strict';

const fs = require('fs');
const clock = require('../guest/clock');
const { ofFile } = require('../owners/shape');

const FOLDER = '/proc/self/fd';

/** A look may take a thousandth of the time: thousands of descriptors are looked at less often. */
const REST_PER_LOOK = 1_000;

const NEITHER = /^(pipe|anon_inode|socket|memfd):|^anon_inode/;
const KERNEL = /^\/(dev|proc|sys)\//;

/** Descriptors and what is behind them, as /proc shows them: with the agent's own. */
class Descriptors {
  constructor() {
    this.nextLookAt = 0;
    this.files = new Map();
    this.last = null;
  }

  read(metrics) {
    const now = clock.steady();
    if (now >= this.nextLookAt) {
      this.last = this.look();
      this.nextLookAt = now + (clock.steady() - now) * REST_PER_LOOK;
    }
    if (this.last) {
      metrics.fds = this.last.fds;
      metrics.sockets = this.last.sockets;
    }
  }

  /** Open files by path. */
  owners() {
    return [...this.files].map(([owner, count]) => ({ owner, count, oldestMs: 0 }));
  }

  look() {
    let names;
    try {
      names = fs.readdirSync(FOLDER);
    } catch {
      return null;
    }
    // The folder itself was open while it was read.
    let fds = -1;
    let sockets = 0;
    const files = new Map();
    for (const name of names) {
      fds++;
      let target;
      try {
        target = fs.readlinkSync(FOLDER + '/' + name);
      } catch {
        continue;
      }
      if (target.startsWith('socket:')) {
        sockets++;
      } else if (!NEITHER.test(target) && !KERNEL.test(target)) {
        const shape = ofFile(target);
        files.set(shape, (files.get(shape) || 0) + 1);
      }
    }
    this.files = files;
    return { fds, sockets };
  }
}

module.exports = { Descriptors };
