'use strict';

const channels = require('../guest/channels');
const clock = require('../guest/clock');
const { Held, end } = require('./held');
const { Owners } = require('./owners');
const { Routes, watchFrameworks } = require('./routes');

const CALL = Symbol('plimsoll.call');
const MOST = 100_000;

/**
 * Incoming requests in flight by route. The route is looked for when it is needed: routers find it
 * some way into a request. Of a request that is broken off the response never finishes; so each
 * connection is watched, by one listener however many requests it carries one after the other.
 */
class Incoming {
  constructor() {
    this.held = new Held(MOST);
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
      socket.once('close', () => this.over(socket[CALL]));
    } else if (last.chain !== null) {
      call.response.once('close', () => this.over(call));
      return;
    }
    socket[CALL] = call;
  }

  ended({ response, socket }) {
    const call = socket[CALL];
    if (call !== undefined && call.response === response) {
      this.over(call);
    }
  }

  over(call) {
    const request = call.what;
    if (end(call)) {
      const now = clock.steady();
      this.owners.took(this.routes.ownerOf(request), now - call.at, now);
      call.response = null;
    }
  }

  rows() {
    return this.owners.rows(this.held, clock.steady(), (entry) =>
      this.routes.ownerOf(entry.what),
    );
  }
}

module.exports = { Incoming };
