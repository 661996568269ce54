'use strict';

const clock = require('../guest/clock');
const own = require('../guest/own');
const trouble = require('../guest/trouble');

const TIMEOUT_MS = 20_000;
const LONGEST_ANSWER = 4 << 20;

/** Agents of http that carry our own requests; whoever counts requests leaves them out. */
const OWN_AGENTS = new WeakSet();

/** Requests to the collector, one at a time over one connection that never holds the process. */
class HttpLink {
  constructor(collector) {
    this.collector = collector;
    this.base = collector.pathname.replace(/\/$/, '');
    // Not before it is needed: a program that uses no http need not load it for us at its start.
    this.http = require(collector.protocol === 'https:' ? 'https' : 'http');
    this.agent = new this.http.Agent({ keepAlive: true, maxSockets: 1 });
    OWN_AGENTS.add(this.agent);
  }

  /**
   * Sends one request.
   *
   * @param body a Buffer, or a stream of Content-Length bytes; undefined for none
   * @param callback gets (error) or (undefined, {status, body}), once
   */
  send(method, path, headers, body, callback) {
    let over = false;
    const done = trouble.guarded('answer of the collector', (error, answer) => {
      if (!over) {
        over = true;
        clock.clearTimeout(timer);
        callback(error, answer);
      }
    });
    const request = own.whileOpening(() =>
      this.http.request({
        protocol: this.collector.protocol,
        hostname: this.collector.hostname.replace(/^\[|\]$/g, ''),
        port: this.collector.port,
        method,
        path: this.base + path,
        headers,
        agent: this.agent,
      }),
    );
    const timer = clock.later(() => request.destroy(new Error('no answer in time')), TIMEOUT_MS);
    request.on('socket', (socket) => own.adopt(socket));
    request.on('error', (error) => done(error));
    request.on('close', () => done(new Error('closed without an answer')));
    request.on('response', (response) => collect(response, done));
    if (body && typeof body.pipe === 'function') {
      body.on('error', (error) => request.destroy(error));
      body.pipe(request);
    } else {
      request.end(body);
    }
  }

  close() {
    this.agent.destroy();
  }
}

function collect(response, done) {
  const pieces = [];
  let length = 0;
  response.on('data', (piece) => {
    length += piece.length;
    if (length > LONGEST_ANSWER) {
      response.destroy(new Error('an answer of more than 4 MiB'));
    } else {
      pieces.push(piece);
    }
  });
  response.on('error', (error) => done(error));
  response.on('end', () =>
    done(undefined, { status: response.statusCode, body: Buffer.concat(pieces).toString('utf8') }),
  );
}

module.exports = { HttpLink, isOwnAgent: (agent) => OWN_AGENTS.has(agent) };
