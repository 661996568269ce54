'use strict';

const { ControlLink } = require('./link');

/** The second connection of the agent: the supervisor replaces the run for what it says. */
function guardLine(path, run) {
  return new ControlLink(
    path,
    { type: 'guard', run, pid: process.pid },
    { onGreeting() {}, onMessage() {}, onWelcome() {} },
  );
}

module.exports = { guardLine };
