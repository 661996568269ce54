'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const { FakeCollector } = require('./support/fake-collector');
const { FakeSupervisor } = require('./support/fake-supervisor');
const { Program, AGENT, RELEASE } = require('./support/program');
const { until } = require('./support/until');

const NOBODY = { PLIMSOLL_COLLECTOR: 'http://127.0.0.1:9' };

/** Runs it with the agent and without, and returns both outcomes. */
async function both(name, options = {}) {
  const outcomes = [];
  for (const agent of [false, true]) {
    const program = Program.start(name, { ...options, agent });
    const exit = await program.ended;
    outcomes.push({ ...exit, out: program.out, err: program.err });
  }
  return outcomes;
}

for (const way of ['naturally', 'soon', 'code', 'exit', 'beforeExit']) {
  test(`a program that ends (${way}) ends as without the agent`, async () => {
    const [without, within] = await both('ending.js', { args: [way], environment: NOBODY });
    assert.deepStrictEqual(within, without);
  });
}

for (const way of ['throws', 'rejects']) {
  test(`a program that fails (${way}) fails as without the agent`, async () => {
    const [without, within] = await both('ending.js', { args: [way], environment: NOBODY });
    assert.strictEqual(within.code, without.code);
    assert.strictEqual(within.out, without.out);
    assert.deepStrictEqual(within.err.split('\n')[4], without.err.split('\n')[4]);
    assert.doesNotMatch(within.err, /plimsoll/);
  });
}

test('settings that make no sense keep nobody from starting', async () => {
  const environment = {
    PLIMSOLL_COLLECTOR: 'not a url',
    PLIMSOLL_LINES: '3/2/1',
    PLIMSOLL_RUN: '../../x',
    PLIMSOLL_CONTROL: '/nowhere/at/all.sock',
    PLIMSOLL_STATE: '/proc/nothing',
    PLIMSOLL_DUMP_MAX_PAUSE: 'soon',
  };
  const [without, within] = await both('ending.js', { args: ['soon'], environment });
  assert.deepStrictEqual(within, without);
});

test('a state folder that cannot be had costs the black box and nothing else', async () => {
  const collector = await FakeCollector.start();
  const environment = { PLIMSOLL_COLLECTOR: collector.url, PLIMSOLL_STATE: '/proc/nothing' };
  const program = Program.start('serving.js', { environment });
  try {
    await collector.awaitSample();
    assert.strictEqual(program.err, '');
  } finally {
    await program.kill();
    await collector.close();
  }
});

test('an agent that is given twice is there once', async () => {
  const collector = await FakeCollector.start();
  const environment = { PLIMSOLL_COLLECTOR: collector.url };
  const program = Program.start('serving.js', { environment, node: ['--require', AGENT] });
  try {
    await until('two samples', () => collector.samples().length >= 2);
    assert.strictEqual(new Set(collector.batches.map((batch) => batch.sender)).size, 1);
  } finally {
    await program.kill();
    await collector.close();
  }
});

test('workers of the program speak for nobody', { skip: RELEASE < 20 && 'Node 18 does not tell' }, async () => {
  const collector = await FakeCollector.start();
  const environment = { PLIMSOLL_COLLECTOR: collector.url };
  const program = Program.start('workers.js', { environment });
  try {
    await collector.awaitOwner('worker', (row) => {
      const weighed = RELEASE < 24 || (row.bytes > 3 * 2 ** 20 && row.bytes < 100 * 2 ** 20);
      return row.count === 3 && /workers\.js:\d+/.test(row.frame) && weighed;
    });
    assert.strictEqual(new Set(collector.batches.map((batch) => batch.sender)).size, 1);
  } finally {
    await program.kill();
    await collector.close();
  }
});

test('a helper process that inherits the environment of a run stays silent', async () => {
  const supervisor = await FakeSupervisor.start();
  const collector = await FakeCollector.start();
  supervisor.declines = true;
  const program = Program.start('serving.js', { environment: supervisor.environment(collector) });
  try {
    await supervisor.await('hello');
    const port = await program.said(/listening on (\d+)/);
    assert.strictEqual(await (await fetch('http://127.0.0.1:' + port)).text(), 'hello');
    assert.strictEqual(collector.batches.length, 0);
    assert.deepStrictEqual(supervisor.heard('status'), []);
  } finally {
    await program.kill();
    await collector.close();
    await supervisor.close();
  }
});

test('a supervisor that is not there costs nothing', async () => {
  const environment = { PLIMSOLL_RUN: 'r-1', PLIMSOLL_CONTROL: '/nowhere/ctl.sock' };
  const program = Program.start('serving.js', { environment });
  try {
    const port = await program.said(/listening on (\d+)/);
    assert.strictEqual(await (await fetch('http://127.0.0.1:' + port)).text(), 'hello');
    assert.strictEqual(program.err, '');
  } finally {
    await program.kill();
  }
});

test('what the agent patches keeps its name, its arity and its place', async () => {
  const collector = await FakeCollector.start();
  const environment = { PLIMSOLL_COLLECTOR: collector.url, AGENT_INDEX: require.resolve('../index.js') };
  const program = Program.start('patches.js', { environment });
  try {
    assert.deepStrictEqual(await program.ended, { code: 0, signal: null }, program.err);
    assert.strictEqual(program.out, 'as it was\n');
  } finally {
    await collector.close();
  }
});

test('--import brings the agent as --require does', async () => {
  const collector = await FakeCollector.start();
  const environment = { PLIMSOLL_COLLECTOR: collector.url };
  const node = ['--import', AGENT.replace(/\.js$/, '.mjs')];
  const program = Program.start('serving.mjs', { environment, node, agent: false });
  try {
    await collector.awaitSample();
  } finally {
    await program.kill();
    await collector.close();
  }
});

test('an agent that comes late finds what is open, leaves, and may come again', async () => {
  const collector = await FakeCollector.start();
  const environment = { COLLECTOR: collector.url, AGENT_INDEX: require.resolve('../index.js') };
  const program = Program.start('attaching.js', { environment, agent: false });
  try {
    const port = await program.said(/listening on (\d+)/);
    const ask = async (path) => (await fetch('http://127.0.0.1:' + port + path)).text();
    for (let time = 0; time < 2; time++) {
      const run = await ask('/attach');
      assert.strictEqual(await ask('/attach'), run);
      await collector.awaitOwner('listener', (row) => row.owner === ':' + port && row.run === run);
      await collector.awaitOwner('socket', (row) => row.owner === '127.0.0.1:' + port && row.run === run);
      await collector.awaitOwner('request-in', (row) => row.owner === 'GET /attach' && row.run === run);
      assert.strictEqual(await ask('/detach'), 'undefined');
    }
    assert.strictEqual(program.err, '');
  } finally {
    await program.kill();
    await collector.close();
  }
});

test('each worker of a cluster is a run of its own', async () => {
  const collector = await FakeCollector.start();
  const program = Program.start('clustered.js', { environment: { PLIMSOLL_COLLECTOR: collector.url } });
  try {
    const instances = () => new Set(collector.batches.map((batch) => batch.runs[0].instance));
    await until('three runs', () => instances().size === 3);
    assert.deepStrictEqual([...instances()].sort(), [
      'clustered/0',
      'clustered/0/worker-1',
      'clustered/0/worker-2',
    ]);
  } finally {
    await program.kill();
    await collector.close();
  }
});
