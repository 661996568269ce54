'use strict';

const net = require('net');
const leaving = require('../guest/leaving');
const { wrap } = require('../guest/patch');
const trouble = require('../guest/trouble');
const { Frames } = require('../owners/frames');
const clock = require('../guest/clock');

const LONGEST_HOLD_MS = 60_000;
const SEEN = Symbol('plimsoll.seen');

/**
 * Servers that listen: known from their `listen` on. Where the supervisor owns the ports, or an old
 * run has to leave one first, they wait in there for its word, but never for ever: after a minute
 * they go on and get the answer of the kernel, as they would without us. With its word may come the
 * descriptor of a socket that is bound already and was inherited.
 */
class Listeners {
  /**
   * @param holding whether binds have to wait for release
   * @param events onBinding({port, address, backlog}), onListening(port)
   */
  constructor(holding, events) {
    this.holding = holding;
    this.events = events;
    this.servers = new Set();
    this.held = new Map();
    this.freed = new Map();
    this.frames = new Frames();
    this.opening = { second: 0, opened: 0 };
  }

  start() {
    const before = trouble.guarded('listen', (server) => this.watch(server));
    const find = trouble.guarded('listen', (args) => this.placeToWaitFor(args));
    const wait = (place, bind) => this.wait(place, bind);
    wrap(net.Server.prototype, 'listen', (original, isOn) => {
      return function listen(...args) {
        if (!isOn()) {
          return original.apply(this, args);
        }
        before(this);
        const place = find(args);
        if (place === undefined) {
          return original.apply(this, args);
        }
        wait(place, (descriptor) => {
          try {
            original.apply(this, descriptor === undefined ? args : onto(descriptor, place, args));
          } catch (error) {
            this.emit('error', error);
          }
        });
        return this;
      };
    });
    leaving.undo(() => this.releaseAll());
  }

  /** Ports that are listened on now. */
  ports() {
    return [...this.servers].map(portOf).filter((port) => port !== undefined);
  }

  /**
   * The port is this run's now.
   *
   * @param descriptor of the inherited socket that is bound to it; undefined where there is none
   */
  release(port, descriptor) {
    this.freed.set(port, descriptor);
    const waiting = this.held.get(port);
    if (waiting) {
      this.held.delete(port);
      clock.clearTimeout(waiting.timer);
      waiting.binds.forEach((bind) => bind(descriptor));
    }
  }

  /** Nobody will ever say that a port is free. */
  releaseAll() {
    this.holding = false;
    [...this.held.keys()].forEach((port) => this.release(port));
  }

  /** Says every held port anew, to a supervisor that has come back. */
  announceAgain() {
    [...this.held.values()].forEach((waiting) => this.events.onBinding(waiting.place));
    this.ports().forEach((port) => this.events.onListening(port));
  }

  rows() {
    return [...this.servers].map((server) => {
      const row = { owner: nameOf(server), count: 1, oldestMs: 0 };
      const frame = server[SEEN];
      return frame ? { ...row, frame } : row;
    });
  }

  /** One that listens already. */
  adopt(server) {
    this.watch(server);
    this.listening(server);
  }

  watch(server) {
    if (server[SEEN] !== undefined) {
      return;
    }
    server[SEEN] = this.frames.sample(this.opening, clock.steady()) || null;
    server.on('listening', trouble.guarded('listening', () => this.listening(server)));
    server.on('close', () => this.servers.delete(server));
  }

  listening(server) {
    this.servers.add(server);
    const port = portOf(server);
    if (port !== undefined) {
      this.events.onListening(port);
    }
  }

  placeToWaitFor(args) {
    const place = this.holding ? placeIn(args) : undefined;
    // What was freed with a socket is asked for again: one socket is for one listener.
    const free = place && this.freed.has(place.port) && this.freed.get(place.port) === undefined;
    return place && !free ? place : undefined;
  }

  wait(place, bind) {
    const waiting = this.held.get(place.port);
    if (waiting) {
      waiting.binds.push(bind);
      return;
    }
    // Not unref'd: a program that only waits for its port must not end.
    const timer = clock.setTimeout(() => this.release(place.port), LONGEST_HOLD_MS);
    this.held.set(place.port, { place, binds: [bind], timer });
    this.events.onBinding(place);
  }
}

/**
 * Port, address and backlog, as `net.Server.listen` takes them: options, or port, host and backlog
 * in a row. Undefined for any port, for paths and for descriptors.
 */
function placeIn([first, ...rest]) {
  const options = first !== null && typeof first === 'object' ? first : undefined;
  const value = options ? options.port : first;
  const port = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof port !== 'number' || !(port > 0) || (options && options.fd !== undefined)) {
    return undefined;
  }
  const place = { port };
  const address = options ? options.host : rest.find((each) => typeof each === 'string');
  const backlog = options ? options.backlog : rest.find((each) => typeof each === 'number');
  if (address) {
    place.address = address;
  }
  if (backlog > 0) {
    place.backlog = backlog;
  }
  return place;
}

/** The same arguments, for a socket that is bound already. */
function onto(descriptor, place, args) {
  const options = args[0] !== null && typeof args[0] === 'object' ? args[0] : {};
  const { port, host, path, ...rest } = options;
  const callback = args.find((each) => typeof each === 'function');
  const target = { ...rest, fd: descriptor, backlog: place.backlog };
  return callback ? [target, callback] : [target];
}

function portOf(server) {
  try {
    const address = server.address();
    return address && typeof address === 'object' ? address.port : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(server) {
  const port = portOf(server);
  if (port !== undefined) {
    return ':' + port;
  }
  try {
    return 'unix:' + server.address();
  } catch {
    return 'closed';
  }
}

module.exports = { Listeners };
