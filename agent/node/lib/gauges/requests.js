'use strict';

const clock = require('../guest/clock');

/** Requests in flight, and how long the oldest has waited. */
class Requests {
  constructor({ outgoing, incoming }) {
    this.outgoing = outgoing;
    this.incoming = incoming;
  }

  read(metrics) {
    const out = this.outgoing.held;
    const into = this.incoming.held;
    metrics['requests.out'] = out.size;
    metrics['requests.in'] = into.size;
    const now = clock.steady();
    const oldest = Math.min(...[out.oldestAt, into.oldestAt].map((at) => at ?? now));
    metrics['requests.oldest'] = now - oldest;
  }
}

module.exports = { Requests };
