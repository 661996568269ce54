'use strict';

const channels = require('../guest/channels');
const clock = require('../guest/clock');
const own = require('../guest/own');
const { wrap } = require('../guest/patch');
const trouble = require('../guest/trouble');
const { isOwnAgent } = require('../ship/http-link');
const { Frames } = require('./frames');
const { Held, end } = require('./held');
const { Owners } = require('./owners');

const CALL = Symbol('plimsoll.call');
const MOST = 100_000;
const MAJOR = Number(process.versions.node.split('.')[0]);
const PORTS = { 'http:': 80, 'https:': 443 };

/**
 * Outgoing requests in flight by host and port: http and https from the moment they are handed to an
 * Agent, so that those count too that wait for one of its sockets; undici with fetch; http2 where
 * the release tells of its streams.
 */
class Outgoing {
  constructor() {
    this.held = new Held(MOST, this);
    this.owners = new Owners('request-out');
    this.frames = new Frames();
  }

  start() {
    this.watchUndici();
    this.watchHttp2();
    // Custom agents that do not call ours are seen here, a moment later.
    channels.subscribe('http.client.request.start', ({ request }) => this.started(request));
  }

  /** Loads http; so not before the application had its chance to do without. */
  patchHttp() {
    const { Agent } = require('http');
    const note = trouble.guarded('outgoing', (agent, request, options) => {
      if (!isOwnAgent(agent)) {
        this.open(request, hostOf(options.host || options.hostname, options.port || agent.defaultPort));
      }
    });
    wrap(Agent.prototype, 'addRequest', (original, isOn) => {
      return function addRequest(request, options, port, localAddress) {
        if (isOn() && options !== null && typeof options === 'object') {
          note(this, request, options);
        }
        return original.call(this, request, options, port, localAddress);
      };
    });
  }

  open(request, host) {
    const call = this.begin(host);
    if (call === null) {
      return;
    }
    request[CALL] = call;
    request.once('close', closed);
    if (MAJOR < 20) {
      // There the request is closed long after its response, if the connection is kept.
      request.once('response', answered);
    }
  }

  started(request) {
    if (request[CALL] === undefined && !isOwnAgent(request.agent) && !own.isOpening()) {
      this.open(request, hostOf(request.host, request.port || PORTS[request.protocol]));
    }
  }

  watchUndici() {
    channels.subscribe('undici:request:create', ({ request }) => {
      request[CALL] = this.begin(hostOfOrigin(request.origin)) || undefined;
    });
    const over = ({ request }) => ended(request[CALL]);
    channels.subscribe('undici:request:trailers', over);
    channels.subscribe('undici:request:error', over);
  }

  watchHttp2() {
    channels.subscribe('http2.client.stream.created', ({ stream }) => {
      stream[CALL] = this.begin(http2HostOf(stream)) || undefined;
    });
    channels.subscribe('http2.client.stream.close', ({ stream }) => ended(stream[CALL]));
  }

  begin(host) {
    const owner = this.owners.of(host);
    const call = this.held.add(null, owner, clock.steady());
    if (call !== null) {
      call.frame = this.frames.sample(owner, call.at);
    }
    return call;
  }

  rows() {
    return this.owners.rows(this.held, clock.steady());
  }
}

function closed() {
  ended(this[CALL]);
}

function answered(response) {
  response.once('close', () => ended(this[CALL]));
}

function ended(call) {
  if (call && end(call)) {
    const now = clock.steady();
    const { owner } = call;
    owner.owners.took(owner, now - call.at, now);
  }
}

function hostOf(host, port) {
  const name = host || 'localhost';
  return (name.includes(':') ? '[' + name + ']' : name) + ':' + (port || 80);
}

function hostOfOrigin(origin) {
  const url = origin instanceof URL ? origin : new URL(String(origin));
  return url.hostname + ':' + (url.port || PORTS[url.protocol]);
}

function http2HostOf(stream) {
  const session = stream.session;
  const origin = session && session.originSet && session.originSet[0];
  return origin ? hostOfOrigin(origin) : 'http2';
}

module.exports = { Outgoing };
