'use strict';

const path = require('path');
const channels = require('../guest/channels');
const clock = require('../guest/clock');
const { Frames } = require('./frames');
const { Held, end } = require('./held');
const { Owners } = require('./owners');

const MOST = 10_000;

/** A worker is asked by an interrupt of its thread; of very many, the oldest alone. */
const MOST_WEIGHED = 50;

/**
 * Child processes by command and workers by where they were started, with what their heaps hold.
 * Node tells of them from release 20 on, of a worker's heap from 22.16 on.
 */
class Children {
  constructor() {
    this.processes = new Held(MOST, this);
    this.workers = new Held(MOST, this);
    this.commands = new Owners('child');
    this.scripts = new Owners('worker');
    this.frames = new Frames();
  }

  start() {
    channels.subscribe('child_process', ({ process }) => this.open(this.processes, process));
    channels.subscribe('worker_threads', ({ worker }) => {
      this.open(this.workers, worker, this.scripts.of('worker'));
    });
  }

  open(held, what, owner = null) {
    const entry = held.add(what, owner, clock.steady());
    if (entry !== null) {
      entry.frame = owner === null ? undefined : this.frames.sample(owner, entry.at);
      what.once('exit', () => end(entry));
    }
  }

  /** How many workers, and what their heaps held when they were asked last: a second ago. */
  read(metrics) {
    if (this.workers.size === 0) {
      return;
    }
    let used = 0;
    let weighed = 0;
    for (const entry of this.workers) {
      used += entry.bytes || 0;
      if (weighed++ < MOST_WEIGHED && typeof entry.what.getHeapStatistics === 'function') {
        weigh(entry);
      }
    }
    metrics.workers = this.workers.size;
    if (used > 0) {
      metrics['workers.heap.used'] = used;
    }
  }

  /** One that could not be started has no pid, and never an exit. */
  dropUnstarted() {
    for (const entry of [...this.processes]) {
      if (entry.what.pid === undefined) {
        end(entry);
      }
    }
  }

  rowsOfProcesses() {
    this.dropUnstarted();
    return this.commands.rows(this.processes, clock.steady(), (entry) =>
      this.commands.of(path.basename(entry.what.spawnfile || 'child')),
    );
  }

  rowsOfWorkers() {
    return this.scripts.rows(this.workers, clock.steady());
  }
}

/** One that is blocked answers late, one that ends meanwhile never; neither is asked twice. */
function weigh(entry) {
  if (entry.isAsked) {
    return;
  }
  entry.isAsked = true;
  entry.what.getHeapStatistics().then(
    (statistics) => {
      entry.bytes = statistics.used_heap_size;
      entry.isAsked = false;
    },
    () => {},
  );
}

module.exports = { Children };
