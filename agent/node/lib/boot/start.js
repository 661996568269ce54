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
  if (isPresent() || !isMainThread || isHelper(process.argv[1])) {
    return;
  }
  const settings = settingsHere();
  if (settings.collector || settings.control) {
    begin(settings, false);
  }
}

/**
 * Starts the agent in a process that has run for a while.
 *
 * @param environment what an agent that is there from the start learns from the environment
 * @returns id of the run; of the one that is there if there is one
 */
function attach(environment) {
  if (!isPresent() && isMainThread) {
    begin(settingsOf.read(environment, mainOf()), true);
  }
  return run();
}

function begin(settings, isLate) {
  const presence = {
    run: settings.run,
    isSupervised: settings.control !== undefined,
    leave: leaving.leave,
  };
  const descriptor = { value: Object.freeze(presence), configurable: true, enumerable: false };
  Object.defineProperty(process, PRESENT, descriptor);
  leaving.undo(() => delete process[PRESENT]);
  try {
    new Life(settings).begin(isLate);
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

function isPresent() {
  return process[PRESENT] !== undefined;
}

function run() {
  return isPresent() ? process[PRESENT].run : undefined;
}

module.exports = { once, attach, detach: leaving.leave, run };
