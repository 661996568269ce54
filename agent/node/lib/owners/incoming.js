'use strict';

const channels = require('../guest/channels');
const clock = require('../guest/clock');
const { Held, end } = require('./held');
const { Owners } = require('./owners');
const { ownerOf, watchFrameworks } = require('./route');

const CALL = Symbol('plimsoll.call');
const CALLS = Symbol('plimsoll.calls');
const MOST = 100_000;

/**
 * Incoming requests in flight by route. The route is looked for when it is needed: routers find it
 * some way into a request. Of a request that is broken off the response never finishes; so each
 * connection is watched, by one listener however many requests it carries.
 */
class Incoming {
  constructor() {
    this.held = new Held(MOST);
    this.owners = new Owners('request-in');
    /** Told of each request as it comes: (request, response, server). */
    this.onRequest = null;
  }

  start() {
    watchFrameworks();
    channels.subscribe('http.server.request.start', (message) => this.begin(message));
    channels.subscribe('http.server.response.finish', ({ response }) => this.ended(response));
  }

  begin({ request, response, socket, server }) {
    const call = this.held.add(request, null, clock.steady());
    if (call !== null) {
      call.response = response;
      response[CALL] = call;
      this.watch(socket, call);
    }
    if (this.onRequest !== null) {
      this.onRequest(request, response, server);
    }
  }

  watch(socket, call) {
    const calls = socket[CALLS];
    if (calls !== undefined) {
      calls.add(call);
      return;
    }
    const own = new Set([call]);
    socket[CALLS] = own;
    socket.once('close', () => {
      for (const left of own) {
        this.over(left);
      }
      own.clear();
    });
  }

  ended(response) {
    const call = response[CALL];
    if (call !== undefined) {
      const calls = call.what && call.what.socket && call.what.socket[CALLS];
      if (calls) {
        calls.delete(call);
      }
      this.over(call);
    }
  }

  over(call) {
    const request = call.what;
    if (end(call)) {
      const now = clock.steady();
      this.owners.took(this.owners.of(ownerOf(request)), now - call.at, now);
      call.response = null;
    }
  }

  rows() {
    return this.owners.rows(this.held, clock.steady(), (entry) =>
      this.owners.of(ownerOf(entry.what)),
    );
  }
}

module.exports = { Incoming };
