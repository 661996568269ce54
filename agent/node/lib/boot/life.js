'use strict';

const path = require('path');
const clock = require('../guest/clock');
const leaving = require('../guest/leaving');
const trouble = require('../guest/trouble');
const { adoptOpen } = require('./adoption');
const { ControlLink } = require('../control/link');
const { Listeners } = require('../drain/listeners');
const { Pm2 } = require('../drain/pm2');
const { stayUntilAsked } = require('../drain/stay');
const { Tables } = require('../owners/tables');

/**
 * Course of the agent: what has to be in place before the application's first line is; then the
 * supervisor is asked whether this is the process it means; and only then is anything read.
 */
class Life {
  constructor(settings) {
    this.settings = settings;
    this.recording = null;
    this.link = null;
    this.tables = new Tables();
    this.listeners = new Listeners(settings.asksToBind, {
      onBinding: (place) => this.say({ type: 'binding', ...place }),
      onListening: (port) => this.listening(port),
    });
    this.saysReady = false;
    this.pm2 = new Pm2(() => {
      this.saysReady = true;
      this.say({ type: 'ready' });
    });
  }

  /** @param isLate whether the application has run for a while */
  begin(isLate) {
    this.listeners.start();
    this.tables.start();
    if (isLate) {
      adoptOpen(this.listeners, this.tables.sockets);
    }
    if (!this.settings.control) {
      // After the first lines of the application: its start comes first.
      clock.setImmediate(trouble.guarded('life', () => this.record())).unref();
      return;
    }
    this.pm2.start();
    const can = { inherit: true, drain: true };
    const hello = { type: 'hello', run: this.settings.run, pid: process.pid, ...can };
    this.link = new ControlLink(this.settings.control, hello, {
      onGreeting: (welcome) => this.greeted(welcome),
      onMessage: (message) => this.told(message),
      onWelcome: () => this.welcomed(),
    });
    leaving.undo(() => this.link.close());
    this.link.connect();
  }

  /** By a supervisor that knows nothing of us yet, or not any more. */
  welcomed() {
    this.listeners.announceAgain();
    if (this.saysReady) {
      this.say({ type: 'ready' });
    }
  }

  greeted(welcome) {
    if (welcome) {
      this.record();
    } else {
      // Another process speaks for the run: this one is a helper of it.
      this.listeners.releaseAll();
      leaving.leave();
    }
  }

  told(message) {
    if (message.type === 'may-bind') {
      this.listeners.release(message.port, message.descriptor);
    } else if (message.type === 'drain' && this.recording) {
      this.recording.drain(message.atMostMs, (left) => {
        this.pm2.announceEnd();
        stayUntilAsked((held) => this.link.hold(held));
        this.say({ type: 'drained', left });
      });
    }
  }

  listening(port) {
    this.say({ type: 'listening', port });
    this.tables.incoming.serving();
    if (this.recording) {
      this.recording.listening(port);
    }
  }

  say(message) {
    return this.link !== null && this.link.send(message);
  }

  record() {
    // Loaded here and not at the start: a program that ends at once need not wait for it.
    const { Recording } = require('./recording');
    this.recording = new Recording(this.settings, this.tables, this.listeners, (message) => {
      return this.say(message);
    });
    this.recording.start();
  }
}

/** File name of the program, for people; undefined for code given on the command line. */
function mainOf() {
  return process.argv[1] ? path.resolve(process.argv[1]) : undefined;
}

module.exports = { Life, mainOf };
