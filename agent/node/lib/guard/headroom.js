'use strict';

const trouble = require('../guest/trouble');

/**
 * Time for a replacement. V8 ends the process when its heap is full, often within a second of the
 * restart line. A debugger that is enabled makes V8 raise the limit once, to four times what it was,
 * instead of ending; it is the one way without native code. Measured with 18 to 24: a leak at
 * `--max-old-space-size=200` lived on to 500 MB. Only while a replacement has been asked for.
 */
class Headroom {
  constructor() {
    this.session = null;
  }

  get isOpen() {
    return this.session !== null;
  }

  open() {
    if (this.session !== null) {
      return;
    }
    try {
      const { Session } = require('inspector');
      const session = new Session();
      session.connect();
      session.post('Debugger.enable', { maxScriptsCacheSize: 0 });
      session.post('Debugger.setSkipAllPauses', { skip: true });
      session.on('Debugger.paused', () => session.post('Debugger.resume'));
      this.session = session;
    } catch (error) {
      // Built without the inspector, or not permitted: then V8's limit is the end.
      trouble.count('headroom', error);
    }
  }

  /** V8 takes its own limit back as soon as the heap is below it again. */
  close() {
    const session = this.session;
    this.session = null;
    if (session !== null) {
      try {
        session.disconnect();
      } catch (error) {
        trouble.count('headroom', error);
      }
    }
  }
}

module.exports = { Headroom };
