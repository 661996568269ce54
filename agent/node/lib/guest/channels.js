'use strict';

const diagnostics = require('diagnostics_channel');
const leaving = require('./leaving');
const trouble = require('./trouble');

/** Listens on a diagnostics channel until the agent leaves; channels nobody has are harmless. */
function subscribe(name, work) {
  const channel = diagnostics.channel(name);
  // Node passes an error of a subscriber on as an uncaught exception.
  const listener = (message) => {
    try {
      work(message);
    } catch (error) {
      trouble.count(name, error);
    }
  };
  channel.subscribe(listener);
  leaving.undo(() => channel.unsubscribe(listener));
}

module.exports = { subscribe };
