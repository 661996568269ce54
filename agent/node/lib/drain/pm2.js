'use strict';

const leaving = require('../guest/leaving');
const trouble = require('../guest/trouble');

/**
 * What programs written for PM2 expect: `process.send('ready')` when they can serve, the message
 * `shutdown` when they are about to be stopped, and SIGINT as the signal for it. Does nothing where
 * the process has a parent of its own to speak with.
 */
class Pm2 {
  /** @param onReady told when the program says that it is ready */
  constructor(onReady) {
    this.onReady = onReady;
    this.alone = typeof process.send !== 'function';
  }

  start() {
    if (!this.alone) {
      return;
    }
    const told = trouble.guarded('ready', (message) => {
      if (message === 'ready') {
        this.onReady();
      }
    });
    const send = function send(message, ...rest) {
      told(message);
      const callback = rest.find((each) => typeof each === 'function');
      if (callback) {
        process.nextTick(callback, null);
      }
      return true;
    };
    Object.defineProperty(process, 'send', {
      value: send,
      configurable: true,
      enumerable: false,
      writable: true,
    });
    leaving.undo(() => {
      if (process.send === send) {
        delete process.send;
      }
    });
  }

  /** The run has finished its requests, and the supervisor's signal comes next. */
  announceEnd() {
    if (this.alone && process.listenerCount('message') > 0) {
      process.emit('message', 'shutdown', undefined);
    }
    if (process.listenerCount('SIGINT') > 0 && process.listenerCount('SIGTERM') === 0) {
      process.once('SIGTERM', () => process.emit('SIGINT', 'SIGINT', 2));
    }
  }
}

module.exports = { Pm2 };
