'use strict';

const channels = require('../guest/channels');
const clock = require('../guest/clock');
const own = require('../guest/own');
const { Frames } = require('./frames');
const { Held, end } = require('./held');
const { Owners } = require('./owners');

const ENTRY = Symbol('plimsoll.entry');
const MOST = 50_000;

/** Connections by the other end: `HOST:PORT` of those that were opened, `HOST (accepted)` of others. */
class Sockets {
  constructor() {
    this.held = new Held(MOST, this);
    this.owners = new Owners('socket');
    this.frames = new Frames();
    this.opening = this.owners.of('opening');
  }

  start() {
    channels.subscribe('net.client.socket', ({ socket }) => {
      if (!own.isOpening() && !own.is(socket)) {
        this.open(socket, true);
      }
    });
    channels.subscribe('net.server.socket', ({ socket }) => this.open(socket, false));
    channels.subscribe('udp.socket', ({ socket }) => this.open(socket, false));
  }

  /** @param ours whether it was opened by this side */
  open(socket, ours) {
    const entry = this.held.add(socket, null, clock.steady());
    if (entry === null) {
      return;
    }
    entry.ours = ours;
    if (ours) {
      entry.frame = this.frames.sample(this.opening, entry.at);
    }
    if (socket[ENTRY] === undefined) {
      socket.once('close', closed);
    }
    socket[ENTRY] = entry;
  }

  rows() {
    return this.owners.rows(this.held, clock.steady(), (entry) => this.ownerOf(entry));
  }

  /** Asked of the kernel once: a peer does not change. */
  ownerOf(entry) {
    const name = nameOf(entry.what, entry.ours);
    if (name === undefined) {
      return this.owners.of('connecting');
    }
    entry.owner = this.owners.of(name);
    return entry.owner;
  }
}

/** One for all, so that none bears more of ours when the agent leaves and comes again. */
function closed() {
  end(this[ENTRY]);
}

function nameOf(socket, ours) {
  if (typeof socket.remoteAddress === 'function' || socket.type === 'udp4' || socket.type === 'udp6') {
    return 'udp';
  }
  const host = socket.remoteAddress;
  if (host === undefined) {
    return socket.connecting ? undefined : 'unix';
  }
  const name = host.startsWith('::ffff:') ? host.slice(7) : host;
  return ours
    ? (name.includes(':') ? '[' + name + ']' : name) + ':' + socket.remotePort
    : name + ' (accepted)';
}

module.exports = { Sockets };
