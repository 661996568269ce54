'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { randomUUID } = require('node:crypto');
const { test } = require('node:test');
const { refusal, Speed } = require('../lib/dump/plan');
const { oldGenerationLimit } = require('../lib/gauges/heap-limit');
const { FakeCollector } = require('./support/fake-collector');
const { FakeSupervisor } = require('./support/fake-supervisor');
const { Program } = require('./support/program');
const { until } = require('./support/until');

const MIB = 2 ** 20;
const ROOMY = { live: 100 * MIB, memoryRoom: 8192 * MIB, freeDisk: 50_000 * MIB, totalDisk: 60_000 * MIB };

async function withRun(options, work) {
  const supervisor = await FakeSupervisor.start();
  const collector = await FakeCollector.start();
  const environment = { ...supervisor.environment(collector), ...options.environment };
  const program = Program.start('serving.js', { environment });
  try {
    await work(collector, supervisor, program, environment);
  } finally {
    await program.kill();
    await collector.close();
    await supervisor.close();
  }
}

function order(collector, args) {
  const command = {
    id: randomUUID(),
    type: 'dump',
    args: { dump: randomUUID(), ...args },
    expiresAt: Date.now() + 60_000,
  };
  collector.commands.push(command);
  return command;
}

function outcome(collector, command) {
  return until('the outcome of the dump', () => {
    const ends = ['done', 'refused', 'failed'];
    return collector.statuses.find(({ id, state }) => id === command.id && ends.includes(state));
  });
}

test('a snapshot is taken, uploaded whole, and leaves nothing behind', () =>
  withRun({}, async (collector, supervisor) => {
    const command = order(collector, { reason: 'command' });
    assert.strictEqual((await outcome(collector, command)).state, 'done');
    const { dump } = command.args;
    await until('the whole file', () => collector.dumps.get(dump)?.state === 'stored');
    const snapshot = JSON.parse(Buffer.concat(collector.dumps.get(dump).parts));
    assert.ok(snapshot.snapshot.node_count > 10_000);
    const [started] = collector.events('dump-started');
    const [captured] = collector.events('dump-captured');
    assert.strictEqual(started.data.dump, dump);
    assert.ok(captured.data.predicted.bytes > 0 && captured.data.pauseMs > 0);
    assert.strictEqual(captured.data.bytes, collector.dumps.get(dump).received);
    assert.strictEqual(collector.pieces[0]['plimsoll-sha256'], captured.data.sha256);
    await until('an empty shelf', () => !fs.readdirSync(supervisor.state).some((name) => name.includes(dump)));
  }));

test('one snapshot an episode on the line, and a number for a run, unless forced', () =>
  withRun({ environment: { PLIMSOLL_DUMP_PER_RUN: '2' } }, async (collector) => {
    const first = await outcome(collector, order(collector, { reason: 'line' }));
    assert.strictEqual(first.state, 'done');
    const second = await outcome(collector, order(collector, { reason: 'line' }));
    assert.strictEqual(second.state, 'refused');
    assert.match(second.text, /has not fallen/);
    assert.strictEqual((await outcome(collector, order(collector, {}))).state, 'done');
    const fourth = await outcome(collector, order(collector, {}));
    assert.match(fourth.text, /dumped 2 times/);
    assert.strictEqual((await outcome(collector, order(collector, { force: true }))).state, 'done');
    const [refused] = collector.events('dump-refused');
    assert.strictEqual(refused.data.refusal, 'limit');
  }));

test('a pause above the budget is refused with a reason, and forced if need be', () =>
  withRun({ environment: { PLIMSOLL_DUMP_MAX_PAUSE: '1ms' } }, async (collector) => {
    const refused = await outcome(collector, order(collector, {}));
    assert.strictEqual(refused.state, 'refused');
    assert.match(refused.text, /would stop the application for about/);
    assert.strictEqual(collector.events('dump-refused')[0].data.refusal, 'pause');
    assert.strictEqual((await outcome(collector, order(collector, { force: true }))).state, 'done');
  }));

test('an id that is no file name is refused', () =>
  withRun({}, async (collector) => {
    const refused = await outcome(collector, order(collector, { dump: '../../etc/passwd' }));
    assert.match(refused.text, /no usable dump id/);
  }));

test('what a killed run could not deliver the next one does', () =>
  withRun({}, async (collector, supervisor, program, environment) => {
    const { port } = collector;
    const command = order(collector, {});
    const { dump } = command.args;
    collector.dump = (request, body, answer) => answer(503, {});
    await outcome(collector, command);
    await program.kill();
    assert.ok(fs.readdirSync(supervisor.state).includes(dump + '.heapsnapshot'));
    delete collector.dump;
    const next = Program.start('serving.js', { environment: { ...environment, PLIMSOLL_RUN: randomUUID() } });
    supervisor.run = 'another';
    try {
      await until('the whole file', () => collector.dumps.get(dump)?.state === 'stored');
      const sent = collector.pieces.find((headers) => headers['plimsoll-run'] === environment.PLIMSOLL_RUN);
      assert.ok(sent, 'it is delivered in the name of the dead run, to port ' + port);
    } finally {
      await next.kill();
    }
  }));

test('a snapshot that memory or disk cannot bear is refused', () => {
  const predicted = new Speed().predict(ROOMY.live);
  const judge = (order, around) => refusal(order, predicted, { ...ROOMY, ...around }, 60_000)?.code;
  assert.strictEqual(judge({}, {}), undefined);
  assert.strictEqual(judge({}, { memoryRoom: 1_400 * MIB }), 'memory');
  assert.strictEqual(judge({ force: true }, { memoryRoom: 1_400 * MIB }), undefined);
  assert.strictEqual(judge({}, { freeDisk: 1_000 * MIB }), 'disk');
  assert.strictEqual(judge({ force: true }, { freeDisk: 1_000 * MIB }), undefined);
  assert.strictEqual(judge({ force: true }, { freeDisk: 100 * MIB }), 'disk');
  assert.strictEqual(refusal({}, predicted, ROOMY, 5_000).code, 'pause');
  assert.strictEqual(refusal({ reason: 'drained' }, predicted, ROOMY, 5_000), undefined);
});

test('max heap is known from options and from the defaults of each release', () => {
  const limit = (mib, options, major) => Math.round(oldGenerationLimit(mib * MIB, options, major) / MIB);
  assert.strictEqual(limit(448, ['--max-old-space-size=400'], 20), 400);
  assert.strictEqual(limit(592, ['--max_old_space_size', '400'], 24), 400);
  assert.strictEqual(limit(448, ['--max-old-space-size=300', '--max-old-space-size=400'], 22), 400);
  assert.strictEqual(limit(4144, [], 20), 4096);
  assert.strictEqual(limit(4288, [], 24), 4096);
  assert.strictEqual(limit(1048, [], 22), 1024);
  assert.strictEqual(limit(1120, [], 24), 1024);
  assert.strictEqual(limit(4192, ['--max-semi-space-size=32'], 20), 4096);
});
