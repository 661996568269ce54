'use strict';

const clock = require('../guest/clock');
const trouble = require('../guest/trouble');

/** A connection accepted a moment ago, or kept, may be about to send its request. */
const QUIET_MS = 1_000;
const LOOK_MS = 100;

/**
 * Finishes what is in flight and takes no new requests. The runtime's own `close()` is no drain: it
 * ends idle connections at once, and with them requests that are on their way.
 */
class Drain {
  /**
   * @param listeners servers that listen
   * @param incoming requests in flight
   */
  constructor(listeners, incoming) {
    this.listeners = listeners;
    this.incoming = incoming;
    this.begun = false;
    this.servers = [];
    this.lastAt = 0;
  }

  /**
   * Begins; one that has begun goes on, for a supervisor that has come back and asks again.
   *
   * @param atMostMs how long it may take
   * @param done told once, with the number of requests that were given up
   */
  begin(atMostMs, done) {
    if (!this.begun) {
      this.begun = true;
      this.turnAway();
    }
    this.look(clock.steady(), atMostMs, done);
  }

  /** No new connections, and no new requests over those that are there. */
  turnAway() {
    this.servers = [...this.listeners.servers];
    this.lastAt = clock.steady();
    this.incoming.onRequest = (request, response) => {
      this.lastAt = clock.steady();
      closeAfter(response);
    };
    for (const call of this.incoming.held) {
      closeAfter(call.response);
    }
    this.servers.forEach(trouble.guarded('drain', stopAccepting));
  }

  look(startedAt, atMostMs, done) {
    const now = clock.steady();
    const left = this.incoming.held.size;
    const isQuiet = now - this.lastAt >= QUIET_MS;
    if ((left === 0 && isQuiet) || now - startedAt >= atMostMs) {
      this.servers.forEach(trouble.guarded('drain', closeIdle));
      done(left);
      return;
    }
    // Holds the process: whoever waits for us wants to hear that nothing is left.
    clock.setTimeout(() => this.look(startedAt, atMostMs, done), LOOK_MS);
  }
}

/**
 * Closes the listening socket and leaves the server as it is: an application that closes it later
 * must not be told that it does not run.
 */
function stopAccepting(server) {
  if (server._handle && typeof server._handle.close === 'function') {
    server._handle.close();
  }
}

function closeIdle(server) {
  if (typeof server.closeIdleConnections === 'function') {
    server.closeIdleConnections();
  }
}

/** `Connection: close`, whatever headers the application, or one it proxies for, sets. */
function closeAfter(response) {
  if (!response || response.headersSent) {
    return;
  }
  response.shouldKeepAlive = false;
  const writeHead = response.writeHead;
  response.writeHead = function (...args) {
    const last = args.length - 1;
    if (args[last] !== null && typeof args[last] === 'object') {
      args[last] = withoutConnection(args[last]);
    }
    this.setHeader('Connection', 'close');
    return writeHead.apply(this, args);
  };
}

function withoutConnection(headers) {
  if (!Array.isArray(headers)) {
    return Object.fromEntries(
      Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'connection'),
    );
  }
  if (Array.isArray(headers[0])) {
    return headers.filter(([name]) => name.toLowerCase() !== 'connection');
  }
  const kept = [];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    if (String(headers[i]).toLowerCase() !== 'connection') {
      kept.push(headers[i], headers[i + 1]);
    }
  }
  return kept;
}

module.exports = { Drain };
