'use strict';

const { monitorEventLoopDelay, performance } = require('perf_hooks');
const leaving = require('../guest/leaving');

const RESOLUTION_MS = 20;
const NANOS_PER_MS = 1e6;

/** How late the loop comes to its timers, and how much of the time it had something to do. */
class Loop {
  constructor() {
    this.delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.utilization = performance.eventLoopUtilization();
  }

  start() {
    this.delays.enable();
    leaving.undo(() => this.delays.disable());
  }

  read(metrics) {
    const delays = this.delays;
    if (delays.max > 0) {
      // What is recorded is the time from one tick to the next.
      metrics['loop.delay.p99'] = late(delays.percentile(99));
      metrics['loop.delay.p50'] = late(delays.percentile(50));
      metrics['loop.delay.max'] = late(delays.max);
    }
    delays.reset();
    const now = performance.eventLoopUtilization();
    metrics['loop.utilization'] = performance.eventLoopUtilization(
      now,
      this.utilization,
    ).utilization;
    this.utilization = now;
  }
}

function late(nanos) {
  return Math.max(0, nanos / NANOS_PER_MS - RESOLUTION_MS);
}

module.exports = { Loop };
