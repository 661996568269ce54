'use strict';

const clock = require('../guest/clock');
const trouble = require('../guest/trouble');

const PERIOD_MS = 1_000;

/**
 * Reads all gauges once a second, at whole seconds after the first reading. A loop that was blocked
 * loses the seconds it was blocked for; their length is in the next reading.
 */
class Sampler {
  /**
   * @param gauges each with read(metrics, elapsedMs): what cannot be read is left out
   * @param sink gets (at, metrics)
   */
  constructor(gauges, sink) {
    this.gauges = gauges;
    this.sink = sink;
    this.timer = null;
    this.lastAt = clock.steady();
    this.firstAt = this.lastAt;
  }

  start() {
    const sinceFirst = clock.steady() - this.firstAt;
    // Timers may be a millisecond early: the nearest second is the one that is over.
    const next = (Math.round(sinceFirst / PERIOD_MS) + 1) * PERIOD_MS;
    this.timer = clock.later(() => this.tick(), next - sinceFirst);
  }

  close() {
    clock.clearTimeout(this.timer);
  }

  tick() {
    this.start();
    const now = clock.steady();
    const elapsed = Math.max(1, now - this.lastAt);
    this.lastAt = now;
    const metrics = {};
    for (const gauge of this.gauges) {
      try {
        gauge.read(metrics, elapsed);
      } catch (error) {
        trouble.count('sampler', error);
      }
    }
    for (const name in metrics) {
      if (!Number.isFinite(metrics[name])) {
        delete metrics[name];
      }
    }
    try {
      this.sink(clock.now(), metrics);
    } catch (error) {
      trouble.count('sampler', error);
    }
  }
}

module.exports = { Sampler };
