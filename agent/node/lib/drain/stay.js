'use strict';

const clock = require('../guest/clock');

const SIGNALS = ['SIGTERM', 'SIGINT'];

/** Whoever drained us and has not asked us to end by then has forgotten us. */
const LONGEST_MS = 120_000;

/**
 * Keeps a drained process there until it is asked to end: without its listener its loop has nothing
 * to wait for, and it would be gone before its heap could be looked at. A program without handlers
 * is ended by the signal; one that has them must be free to end by itself.
 *
 * @param hold function (boolean)
 */
function stayUntilAsked(hold) {
  const release = () => hold(false);
  hold(true);
  for (const signal of SIGNALS) {
    // A first listener of ours would take away what the signal does by itself.
    if (process.listenerCount(signal) > 0) {
      process.prependOnceListener(signal, release);
    }
  }
  clock.later(release, LONGEST_MS);
}

module.exports = { stayUntilAsked };
