'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { byTable, crc32 } = require('../lib/blackbox/crc');
const layout = require('../lib/blackbox/layout');
const { FakeCollector } = require('./support/fake-collector');
const { FakeSupervisor } = require('./support/fake-supervisor');
const { Program } = require('./support/program');
const { readRing } = require('./support/ring-reader');
const { until } = require('./support/until');

test('both ways to a checksum agree', () => {
  const bytes = Buffer.from('the quick brown fox');
  const before = byTable(Buffer.from('seed'), 0);
  assert.strictEqual(byTable(bytes, before), byTable(Buffer.from('seedthe quick brown fox'), 0));
  assert.strictEqual(crc32(bytes, before), byTable(bytes, before));
  assert.strictEqual(byTable(Buffer.from('123456789'), 0), 0xcbf43926);
});

test('what the collector never got is in the ring after SIGKILL, up to the last second', async () => {
  const supervisor = await FakeSupervisor.start();
  const program = Program.start('serving.js', { environment: supervisor.environment() });
  try {
    const count = () => supervisor.heard('status').length;
    await until('four samples', () => count() >= 4);
    const killedAt = Date.now();
    await program.kill('SIGKILL');
    const file = path.join(supervisor.state, `blackbox-${supervisor.run}.ring`);
    assert.strictEqual(fs.statSync(file).size, layout.SIZE);
    assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600);
    const ring = readRing(file);
    assert.strictEqual(ring.origin.run, supervisor.run);
    assert.strictEqual(ring.origin.instance, 'shop/0');
    assert.strictEqual(ring.endedAt, 0);
    assert.ok(ring.samples.length >= count());
    const last = ring.samples[ring.samples.length - 1];
    assert.ok(killedAt - last.at < 1_500, 'lost ' + (killedAt - last.at) + ' ms');
    assert.ok(last.metrics.rss > 0 && last.metrics['heap.max'] > 0);
    assert.ok(ring.guard.length >= 3);
    assert.ok(ring.guard[ring.guard.length - 1].max === last.metrics['heap.max']);
  } finally {
    await supervisor.close();
  }
});

test('what the collector has acknowledged, and an orderly end, stand in the ring', async () => {
  const supervisor = await FakeSupervisor.start();
  const collector = await FakeCollector.start();
  const environment = supervisor.environment(collector);
  const program = Program.start('ending.js', { args: ['asked'], environment });
  try {
    const file = path.join(supervisor.state, `blackbox-${supervisor.run}.ring`);
    await program.said(/(waiting)/);
    await until('an acknowledgement', () => fs.existsSync(file) && readRing(file).acknowledged >= 1);
    program.process.kill('SIGUSR2');
    await program.ended;
    const ring = readRing(file);
    assert.ok(ring.acknowledged >= 1);
    assert.ok(Math.abs(ring.endedAt - Date.now()) < 10_000);
    const uncaught = ring.events.find((event) => event.kind === 'uncaught-exception');
    assert.match(uncaught.text, /Uncaught: Error: thrown when asked/);
    assert.match(uncaught.data.stack, /ending\.js/);
  } finally {
    await supervisor.close();
    await collector.close();
  }
});

test('a ring that is full begins anew and keeps the last minutes', () => {
  const { Ring } = require('../lib/blackbox/ring');
  const file = Buffer.alloc(layout.SIZE);
  const ring = new Ring((bytes, offset) => bytes.copy(file, offset), Buffer.from('12345678'));
  const origin = { run: 'r', instance: 's/0' };
  ring.format(origin, 1);
  const metrics = Object.fromEntries(Array.from({ length: 85 }, (_, i) => ['m' + i, i]));
  for (let seq = 1; seq <= 3_000; seq++) {
    ring.sample(seq, seq * 1_000, metrics);
    ring.guard(seq, 1, -1, 3, -1, 5);
  }
  ring.event({ seq: 3_001, id: 'e', kind: 'exit', at: 9, text: 'x'.repeat(100_000), data: {} });
  const read = readRing(file);
  assert.ok(read.samples.length >= 600);
  assert.strictEqual(read.samples[read.samples.length - 1].seq, 3_000);
  assert.deepStrictEqual(read.samples[read.samples.length - 1].metrics, metrics);
  assert.strictEqual(read.guard.length, 3_000);
  assert.ok(read.events[0].text.length > 30_000);
});
