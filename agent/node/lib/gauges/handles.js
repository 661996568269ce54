'use strict';

const REQUEST = /(Req|ReqWrap|ReqPromise|ReqCallback|WriteWrap|ConnectWrap|ShutdownWrap|SendWrap)$/;
const TIMERS = new Set(['Timeout', 'Immediate']);

/**
 * What keeps the loop alive, by type, as Node tells it: handles, requests of libuv, timers. The
 * agent's own are not among them, for none keeps the loop alive.
 */
class Handles {
  read(metrics) {
    let handles = 0;
    let requests = 0;
    let timers = 0;
    const byType = new Map();
    for (const type of process.getActiveResourcesInfo()) {
      if (TIMERS.has(type)) {
        timers++;
      } else if (REQUEST.test(type)) {
        requests++;
      } else {
        handles++;
        byType.set(type, (byType.get(type) || 0) + 1);
      }
    }
    metrics.handles = handles;
    metrics['handles.requests'] = requests;
    metrics.timers = timers;
    for (const [type, count] of byType) {
      metrics['handles.' + type.replace(/Wrap$/, '')] = count;
    }
  }
}

module.exports = { Handles };
