'use strict';

const net = require('net');
const clock = require('../guest/clock');
const own = require('../guest/own');
const trouble = require('../guest/trouble');

const RETRY_MS = 500;
const GIVE_UP_MS = 10_000;
const LONGEST_LINE = 64 * 1024;

/** More than this waiting in the socket: the supervisor does not read, and news is left out. */
const MOST_WAITING = 256 * 1024;

/**
 * The line to the supervisor: hello first, then one JSON object a line in either direction. When it
 * breaks it is connected anew, and what the supervisor has to know is said again.
 */
class ControlLink {
  /**
   * @param hello first message: type, run, pid
   * @param events onGreeting(welcome), onMessage(message), onWelcome()
   */
  constructor(path, hello, events) {
    this.path = path;
    this.hello = hello;
    this.events = events;
    this.welcome = false;
    this.greeted = false;
    this.closed = false;
    this.socket = null;
    this.partial = '';
    this.since = clock.steady();
  }

  connect() {
    if (this.closed) {
      return;
    }
    const socket = own.whileOpening(() => net.connect(this.path));
    own.adopt(socket);
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(JSON.stringify(this.hello) + '\n'));
    socket.on('data', trouble.guarded('control line', (text) => this.received(text)));
    socket.on('error', (error) => trouble.mention('control line', error.message));
    socket.on('close', trouble.guarded('control line', () => this.broken()));
    this.socket = socket;
  }

  /** Says it now, or not at all: whoever has to be heard says it again in onWelcome. */
  send(message) {
    const socket = this.socket;
    if (!this.welcome || !socket || socket.writableLength > MOST_WAITING) {
      return false;
    }
    socket.write(JSON.stringify(message) + '\n');
    return true;
  }

  /** Whether the process stays alive for the sake of this line. */
  hold(held) {
    if (this.socket) {
      if (held) {
        this.socket.ref();
      } else {
        this.socket.unref();
      }
    }
  }

  close() {
    this.closed = true;
    this.welcome = false;
    if (this.socket) {
      this.socket.destroy();
    }
  }

  received(text) {
    this.partial += text;
    let end;
    while ((end = this.partial.indexOf('\n')) >= 0) {
      const line = this.partial.slice(0, end);
      this.partial = this.partial.slice(end + 1);
      this.take(line);
    }
    if (this.partial.length > LONGEST_LINE) {
      this.socket.destroy();
    }
  }

  take(line) {
    let message;
    try {
      message = JSON.parse(line);
    } catch (error) {
      trouble.count('control message', error);
      return;
    }
    if (message.type === 'welcome') {
      this.welcome = true;
      this.greet(true);
      this.events.onWelcome();
    } else if (message.type === 'declined') {
      this.close();
      this.greet(false);
    } else {
      this.events.onMessage(message);
    }
  }

  broken() {
    this.welcome = false;
    this.partial = '';
    this.socket = null;
    if (this.closed) {
      return;
    }
    if (!this.greeted && clock.steady() - this.since > GIVE_UP_MS) {
      this.close();
      this.greet(false);
      return;
    }
    clock.later(() => this.connect(), RETRY_MS);
  }

  greet(welcome) {
    if (!this.greeted) {
      this.greeted = true;
      this.events.onGreeting(welcome);
    }
  }
}

module.exports = { ControlLink };
