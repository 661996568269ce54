'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { test } = require('node:test');
const { FakeCollector } = require('./support/fake-collector');
const { Program, NODE } = require('./support/program');
const { until } = require('./support/until');

async function withProgram(name, options, work) {
  const collector = await FakeCollector.start();
  const environment = { PLIMSOLL_COLLECTOR: collector.url, ...options.environment };
  const program = Program.start(name, { ...options, environment });
  try {
    await work(collector, program);
  } finally {
    await program.kill();
    await collector.close();
  }
}

function isNear(actual, expected, share, what) {
  const text = `${what}: ${actual} is not within ${share * 100} % of ${expected}`;
  assert.ok(Math.abs(actual - expected) <= expected * share, text);
}

test('readings agree with process.memoryUsage and /proc', () =>
  withProgram('holding.js', { args: [60, 40] }, async (collector, program) => {
    const latest = await collector.awaitSample('live heap', (metrics) => metrics['heap.live'] > 0);
    const usage = JSON.parse(program.out.trim().split('\n').pop().replace('holding ', ''));
    isNear(latest['heap.used'], usage.heapUsed, 0.05, 'heap.used');
    isNear(latest['heap.committed'], usage.heapTotal, 0.05, 'heap.committed');
    isNear(latest['heap.live'], usage.heapUsed, 0.1, 'heap.live');
    isNear(latest.external, usage.external, 0.03, 'external');
    const rss = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${program.pid}/status`, 'utf8'));
    isNear(latest.rss, Number(rss[1]) * 1024, 0.03, 'rss');
    const links = fs.readdirSync(`/proc/${program.pid}/fd`).map((fd) => {
      return fs.readlinkSync(`/proc/${program.pid}/fd/${fd}`);
    });
    const sockets = links.filter((link) => link.startsWith('socket:')).length;
    await collector.awaitSample('the descriptors of /proc', (metrics) => {
      return metrics.fds === links.length && metrics.sockets === sockets;
    });
  }));

test('max heap is what the old generation may grow to', () =>
  withProgram('serving.js', { node: ['--max-old-space-size=123'] }, async (collector) => {
    const latest = await collector.awaitSample();
    assert.strictEqual(latest['heap.max'], 123 * 2 ** 20);
    assert.ok(latest['heap.limit'] > latest['heap.max']);
  }));

test('the run describes itself', () =>
  withProgram('serving.js', { environment: { PLIMSOLL_SERVICE: 'shop' } }, async (collector, program) => {
    await collector.awaitEvent('ready');
    const run = collector.run();
    assert.strictEqual(run.runtime, 'node');
    assert.strictEqual(run.service, 'shop');
    assert.strictEqual(run.instance, 'shop/0');
    assert.strictEqual(run.pid, program.pid);
    assert.match(run.version, /^\d+\.\d+\.\d+$/);
    assert.ok(Math.abs(run.startedAt - Date.now()) < 30_000);
    assert.match(collector.events('ready')[0].text, /listens on port \d+/);
  }));

test('samples come once a second and in order', () =>
  withProgram('serving.js', {}, async (collector) => {
    await until('five samples', () => collector.samples().length >= 5);
    const samples = collector.samples();
    for (let i = 1; i < samples.length; i++) {
      assert.ok(samples[i].seq > samples[i - 1].seq);
      const distance = samples[i].at - samples[i - 1].at;
      assert.ok(distance > 300 && distance < 3_000, 'distance ' + distance);
    }
  }));

test('what the collector refuses for now comes later, what it never takes is counted', () =>
  withProgram('serving.js', {}, async (collector) => {
    collector.refusals.push(503, 503, 400);
    const batch = await until('a loss', () => collector.batches.find((each) => each.dropped > 0));
    assert.ok(batch.dropped >= 1);
    await collector.awaitSample();
  }));

test('a collector that was away gets what it missed', async () => {
  const first = await FakeCollector.start();
  const { port } = first;
  await first.close();
  const program = Program.start('serving.js', { environment: { PLIMSOLL_COLLECTOR: first.url } });
  try {
    await program.said(/listening on (\d+)/);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await new Promise((resolve) => first.server.listen(port, '127.0.0.1', resolve));
    await until('the first sample', () => first.samples().some((sample) => sample.seq <= 3));
    await until('three samples', () => first.samples().length >= 3);
  } finally {
    await program.kill();
    await first.close();
  }
});

test('a command nobody knows is answered', () =>
  withProgram('serving.js', {}, async (collector) => {
    const expiresAt = Date.now() + 60_000;
    collector.commands.push({ id: 'c1', type: 'dance', args: {}, expiresAt });
    collector.commands.push({ id: 'c2', type: 'dump', args: {}, expiresAt: Date.now() - 1 });
    const answer = (id) => () => collector.statuses.find((status) => status.id === id);
    assert.strictEqual((await until('an answer', answer('c1'))).state, 'failed');
    assert.strictEqual((await until('an answer', answer('c2'))).state, 'refused');
  }));

test('the agent tells of an ES module program too', () =>
  withProgram('serving.mjs', {}, async (collector) => {
    await collector.awaitSample();
    assert.ok(collector.run().service === 'serving', NODE);
  }));
