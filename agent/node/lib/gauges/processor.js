'use strict';

const { readText } = require('./proc-file');

/** CPU of the process as a fraction of one core, and its threads. */
class Processor {
  constructor() {
    this.last = process.cpuUsage();
  }

  read(metrics, elapsedMs) {
    const now = process.cpuUsage();
    const micros = now.user - this.last.user + now.system - this.last.system;
    this.last = now;
    metrics.cpu = micros / 1e3 / elapsedMs;
    const threads = numberOfThreads(readText('/proc/self/stat'));
    if (threads !== undefined) {
      metrics.threads = threads;
    }
  }
}

/** The 20th field; the second is the name in brackets, which may hold blanks. */
function numberOfThreads(stat) {
  if (stat === undefined) {
    return undefined;
  }
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ', 18)[17]);
}

module.exports = { Processor };
