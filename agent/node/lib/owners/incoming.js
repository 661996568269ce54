'use strict';

const channels = require('../guest/channels');
const clock = require('../guest/clock');
const { Held, end } = require('./held');
const { Owners } = require('./owners');
const { Routes, watchFrameworks, watchKoa } = require('./routes');

const CALL = Symbol('plimsoll.call');
const MOST = 100_000;

/**
 * Incoming requests in flight by route. The route is looked for when it is needed: routers find it
 * some way into a request. Of a request that is broken off the response never finishes; so each
 * connection is watched, by one listener however many requests it carries one after the other.
 */
class Incoming {
  constructor() {
    this.held = new Held(MOST, this);
    this.owners = new Owners('request-in');
    this.routes = new Routes(this.owners);
    /** Told of each request as it comes: (request, response). */
    this.onRequest = null;
  }

  start() {
    watchFrameworks();
    channels.subscribe('http.server.request.start', (message) => this.begin(message));
    channels.subscribe('http.server.response.finish', (message) => this.ended(message));
  }

  /** A server listens: what there is of frameworks is loaded. */
  serving() {
    watchKoa();
  }

  begin({ request, response, socket }) {
    const call = this.held.add(request, null, clock.steady());
    if (call !== null) {
      call.response = response;
      this.watch(socket, call);
    }
    if (this.onRequest !== null) {
      this.onRequest(request, response);
    }
  }

  /** The connection knows its request; one that is sent before the last is answered needs more. */
  watch(socket, call) {
    const last = socket[CALL];
    if (last === undefined) {
      socket.once('close', closed);
    } else if (last.chain !== null) {
      call.response.once('close', () => over(call));
      return;
    }
    socket[CALL] = call;
  }

  ended({ response, socket }) {
    const call = socket[CALL];
    if (call !== undefined && call.response === response) {
      over(call);
    }
  }

  /** A request that is over, and was not before. */
  took(request, since) {
    const now = clock.steady();
    const owner = this.routes.ownerWithinBudget(request, now);
    if (owner !== undefined) {
      this.owners.took(owner, now - since, now);
    }
  }

  rows() {
    return this.owners.rows(this.held, clock.steady(), (entry) =>
      this.routes.ownerOf(entry.what),
    );
  }
}

/** One for all connections, so that none bears more of ours when the agent leaves and comes again. */
function closed() {
  over(this[CALL]);
}

function over(call) {
  const { chain, what } = call;
  if (end(call)) {
    call.response = null;
    chain.table.took(what, call.at);
  }
}

module.exports = { Incoming };
