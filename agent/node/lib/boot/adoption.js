'use strict';

const net = require('net');
const trouble = require('../guest/trouble');

/**
 * Tells the tables of the servers and connections that were there before the agent. Node lists them
 * in no other way than by `_getActiveHandles`, which is discouraged for what it costs with many; this
 * is once in the life of a process.
 */
function adoptOpen(listeners, sockets) {
  try {
    for (const handle of process._getActiveHandles()) {
      if (handle instanceof net.Server) {
        listeners.adopt(handle);
      } else if (handle instanceof net.Socket && handle.remoteAddress !== undefined) {
        // A server keeps itself at what it has accepted.
        sockets.open(handle, !handle.server);
      }
    }
  } catch (error) {
    trouble.count('adoption', error);
  }
}

module.exports = { adoptOpen };
