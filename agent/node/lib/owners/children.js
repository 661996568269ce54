'use strict';

const path = require('path');
const channels = require('../guest/channels');
const clock = require('../guest/clock');
const { Held, end } = require('./held');
const { Owners } = require('./owners');

const MOST = 10_000;

/** Child processes by command and workers by script. Node tells of them from release 20 on. */
class Children {
  constructor() {
    this.processes = new Held(MOST, this);
    this.workers = new Held(MOST, this);
    this.commands = new Owners('child');
    this.scripts = new Owners('worker');
  }

  start() {
    channels.subscribe('child_process', ({ process }) => this.open(this.processes, process));
    channels.subscribe('worker_threads', ({ worker }) => this.open(this.workers, worker));
  }

  open(held, what) {
    const entry = held.add(what, null, clock.steady());
    if (entry !== null) {
      what.once('exit', () => end(entry));
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
    return this.scripts.rows(this.workers, clock.steady(), () => this.scripts.of('worker'));
  }
}

module.exports = { Children };
