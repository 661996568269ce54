'use strict';

// Taken before the application can replace them: tests of applications run on fake clocks.
const timers = require('timers');
const { performance } = require('perf_hooks');

const { setTimeout, clearTimeout, setImmediate } = timers;

/** Runs it later without keeping the process alive for it. */
function later(work, ms) {
  return setTimeout(work, ms).unref();
}

module.exports = {
  /** Epoch milliseconds. */
  now: Date.now.bind(Date),
  /** Milliseconds since the start of the process; never goes back. */
  steady: performance.now.bind(performance),
  /** When the process started, epoch milliseconds. */
  startedAt: Math.round(performance.timeOrigin),
  later,
  setTimeout,
  clearTimeout,
  setImmediate,
};
