'use strict';

const { createHash } = require('crypto');
const http = require('http');
const zlib = require('zlib');
const { until } = require('./until');

const POLICY = {
  lines: { warn: 0.7, dump: 0.75, restart: 0.8 },
  confirmations: 3,
  hysteresis: 0.05,
  cooldownMs: 60_000,
};

/** A collector in memory: takes batches as docs/protocol.md has them, and gives commands. */
class FakeCollector {
  static async start() {
    const collector = new FakeCollector();
    collector.server = http.createServer((request, response) => collector.take(request, response));
    await new Promise((resolve) => collector.server.listen(0, '127.0.0.1', resolve));
    collector.port = collector.server.address().port;
    collector.url = 'http://127.0.0.1:' + collector.port;
    return collector;
  }

  constructor() {
    this.batches = [];
    this.commands = [];
    this.statuses = [];
    this.pieces = [];
    this.dumps = new Map();
    this.refusals = [];
    this.policy = POLICY;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  samples(run) {
    return this.batches
      .flatMap((batch) => batch.samples)
      .filter((sample) => run === undefined || sample.run === run);
  }

  events(kind) {
    const all = this.batches.flatMap((batch) => batch.events);
    return kind === undefined ? all : all.filter((event) => event.kind === kind);
  }

  latest() {
    const samples = this.samples();
    return samples.length > 0 ? samples[samples.length - 1].metrics : undefined;
  }

  /** The owners of the latest batch, of one kind. */
  owners(kind) {
    const batch = this.batches[this.batches.length - 1];
    return batch ? batch.owners.filter((row) => row.kind === kind) : [];
  }

  run() {
    return this.batches.length > 0 ? this.batches[0].runs[0] : undefined;
  }

  awaitSample(what = 'a sample', condition = () => true) {
    return until(what, () => {
      const latest = this.latest();
      return latest && condition(latest) ? latest : undefined;
    });
  }

  awaitOwner(kind, condition) {
    return until('an owner of kind ' + kind, () => this.owners(kind).find(condition));
  }

  awaitEvent(kind) {
    return until('an event ' + kind, () => this.events(kind)[0]);
  }

  take(request, response) {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      const answer = (status, json) => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(json));
      };
      if (request.url === '/api/v1/ingest') {
        this.ingest(request, body, answer);
      } else {
        this.dump(request, body, answer);
      }
    });
  }

  ingest(request, body, answer) {
    const refusal = this.refusals.shift();
    if (refusal !== undefined) {
      answer(refusal, { status: refusal, title: 'no' });
      return;
    }
    const packed = request.headers['content-encoding'] === 'gzip';
    const batch = JSON.parse(packed ? zlib.gunzipSync(body) : body);
    this.batches.push(batch);
    this.statuses.push(...batch.commands);
    const told = new Set(this.statuses.map((status) => status.id));
    const items = [...batch.samples, ...batch.events];
    answer(200, {
      ack: Math.max(0, ...items.map((item) => item.seq)),
      flushMs: 200,
      policies: { [batch.runs[0].run]: this.policy },
      commands: this.commands
        .filter((command) => !told.has(command.id))
        .map((command) => ({ ...command, run: command.run || batch.runs[0].run })),
    });
  }

  dump(request, body, answer) {
    const id = request.url.split('/')[4];
    const known = this.dumps.get(id) || { received: 0, parts: [], state: 'uploading' };
    this.dumps.set(id, known);
    if (request.method === 'PUT') {
      const [, from, total] = /bytes (\d+)-\d+\/(\d+)/.exec(request.headers['content-range']);
      this.pieces.push(request.headers);
      if (Number(from) !== known.received) {
        answer(409, { received: known.received });
        return;
      }
      known.parts.push(body);
      known.received += body.length;
      if (known.received === Number(total)) {
        const digest = createHash('sha256').update(Buffer.concat(known.parts)).digest('hex');
        known.state = digest === request.headers['plimsoll-sha256'] ? 'stored' : 'failed';
      }
    }
    answer(200, { received: known.received, state: known.state });
  }
}

module.exports = { FakeCollector };
