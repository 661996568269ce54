'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { FakeCollector } = require('./support/fake-collector');
const { Program, RELEASE } = require('./support/program');
const { startUpstream } = require('./support/upstream');
const { until } = require('./support/until');

async function withProgram(name, args, work) {
  const collector = await FakeCollector.start();
  const upstream = await startUpstream();
  const program = Program.start(name, {
    args: typeof args === 'function' ? args(upstream.port) : args,
    environment: { PLIMSOLL_COLLECTOR: collector.url },
  });
  try {
    await work(collector, program, upstream);
  } finally {
    await program.kill('SIGTERM');
    await upstream.close();
    await collector.close();
  }
}

for (const kind of ['http', 'limited', 'fetch']) {
  test(`requests in flight stand by host, the answered ones do not (${kind})`, () =>
    withProgram('proxying.js', (port) => [kind, port, 20], async (collector, program, upstream) => {
      const owner = '127.0.0.1:' + upstream.port;
      // With two sockets the quick ones are over first, and 18 wait for a socket.
      const row = await collector.awaitOwner('request-out', (each) => {
        return each.owner === owner && each.count === 20 && each.latency !== undefined;
      });
      assert.ok(row.latency.p50 <= row.latency.p99 && row.latency.p99 <= row.latency.max);
      assert.match(row.frame, /proxying\.js:\d+/);
      const metrics = await collector.awaitSample('the count', (each) => each['requests.out'] === 20);
      assert.ok(metrics['requests.oldest'] > 0);
      await collector.awaitOwner('request-out', (each) => each.owner === owner && each.oldestMs > 1_500);
    }));
}

test('ten thousand requests to a silent upstream are one owner within two seconds', () =>
  withProgram('proxying.js', (port) => ['limited', port, 10_000], async (collector, program, upstream) => {
    await program.said(/(sent)/);
    const sentAt = Date.now();
    const owner = '127.0.0.1:' + upstream.port;
    await collector.awaitOwner('request-out', (row) => row.owner === owner && row.count >= 10_000);
    assert.ok(Date.now() - sentAt < 20_000, 'took ' + (Date.now() - sentAt));
    assert.strictEqual(collector.owners('request-out').length, 1);
  }));

test('incoming requests stand by the shape of their path until they are answered', () =>
  withProgram('serving.js', [], async (collector, program) => {
    const port = await program.said(/listening on (\d+)/);
    const requests = [];
    for (let i = 0; i < 6; i++) {
      requests.push(http.get({ port, path: `/never/${i}/4711?q=${i}`, agent: false }));
    }
    requests.forEach((request) => request.on('error', () => {}));
    await fetch(`http://127.0.0.1:${port}/slow`);
    await collector.awaitOwner('request-in', (row) => {
      return row.owner === 'GET /never/{id}/{id}' && row.count === 6;
    });
    await collector.awaitOwner('request-in', (row) => row.owner === 'GET /slow' && row.latency?.max > 500);
    requests.slice(0, 4).forEach((request) => request.destroy());
    await collector.awaitOwner('request-in', (row) => {
      return row.owner === 'GET /never/{id}/{id}' && row.count === 2;
    });
    requests.forEach((request) => request.destroy());
    await collector.awaitSample('nothing in flight', (metrics) => metrics['requests.in'] === 0);
  }));

test('of five opened and two closed three are told, by owner', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plimsoll-open-'));
  await withProgram('opening.js', (port) => [port, folder], async (collector, program, upstream) => {
    await program.said(/(opened)/);
    const three = (kind, owner) => collector.awaitOwner(kind, (row) => row.owner === owner && row.count === 3);
    const socket = await three('socket', '127.0.0.1:' + upstream.port);
    assert.match(socket.frame, /opening\.js:\d+/);
    await collector.awaitOwner('file', (row) => row.owner.endsWith('/upload-*') && row.count === 3);
    await until('three listeners', () => collector.owners('listener').length === 3);
    if (RELEASE >= 20) {
      await three('child', 'sleep');
    }
    await collector.awaitSample('handles by type', (metrics) => {
      return metrics['handles.TCPSocket'] >= 3 && metrics['handles.TCPServer'] === 3;
    });
  });
  fs.rmSync(folder, { recursive: true });
});
