'use strict';

const clock = require('../guest/clock');
const own = require('../guest/own');
const trouble = require('../guest/trouble');

/** The agent's bill: what its work of each second takes, and what waits or was lost. */
class Account {
  /** @param tables whatever counts things it has no room for, in `untracked` */
  constructor(outbox, tables) {
    this.outbox = outbox;
    this.tables = tables;
    this.millis = 0;
  }

  /** The work, on the bill. */
  billed(work) {
    return (...args) => {
      const before = clock.steady();
      try {
        return work(...args);
      } finally {
        this.millis += clock.steady() - before;
      }
    };
  }

  read(metrics, elapsedMs) {
    metrics['agent.cpu'] = this.millis / elapsedMs;
    this.millis = 0;
    metrics['agent.queue'] = this.outbox.size;
    metrics['agent.dropped'] = this.outbox.dropped;
    metrics['agent.errors'] = trouble.errors();
    metrics['agent.sockets'] = own.sockets();
    const untracked = this.tables.reduce((sum, table) => sum + table.untracked, 0);
    if (untracked > 0) {
      metrics['agent.untracked'] = untracked;
    }
  }
}

module.exports = { Account };
