'use strict';

const { isMainThread } = require('worker_threads');
const leaving = require('../guest/leaving');
const trouble = require('../guest/trouble');
const { isHelper } = require('./helper');
const { mainOf, Life } = require('./life');
const settingsOf = require('./settings');

/** On the process, because the package may be there twice: installed, and carried by plimsoll. */
const PRESENT = Symbol.for('plimsoll.agent');

/** Starts the agent; once in a process, and never where it has no business. */
function once() {
  if (process[PRESENT] !== undefined || !isMainThread || isHelper(process.argv[1])) {
    return;
  }
  const settings = settingsHere();
  if (!settings.collector && !settings.control) {
    return;
  }
  const descriptor = { value: settings.run, configurable: true, enumerable: false };
  Object.defineProperty(process, PRESENT, descriptor);
  leaving.undo(() => delete process[PRESENT]);
  try {
    new Life(settings).begin();
  } catch (error) {
    trouble.count('start', error);
    leaving.leave();
  }
}

function settingsHere() {
  const settings = settingsOf.read(process.env, mainOf());
  // Only a process with a channel to its parent can be a worker of a cluster.
  const cluster = process.channel ? require('cluster') : undefined;
  return cluster && cluster.isWorker
    ? settingsOf.ofClusterWorker(settings, cluster.worker.id)
    : settings;
}

module.exports = { once, detach: leaving.leave, run: () => process[PRESENT] };
