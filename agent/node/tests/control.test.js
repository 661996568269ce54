'use strict';

const assert = require('node:assert');
const http = require('node:http');
const net = require('node:net');
const { test } = require('node:test');
const { FakeCollector } = require('./support/fake-collector');
const { FakeSupervisor } = require('./support/fake-supervisor');
const { Program } = require('./support/program');
const { until } = require('./support/until');

async function withSupervisor(name, options, work) {
  const supervisor = await FakeSupervisor.start();
  Object.assign(supervisor, options.supervisor);
  const environment = { ...supervisor.environment(), ...options.environment };
  const program = Program.start(name, { ...options, environment });
  try {
    await work(supervisor, program);
  } finally {
    await program.kill();
    await supervisor.close();
  }
}

/** One request over the agent; resolves with body and headers. */
function get(port, path, agent) {
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, path, agent }, (response) => {
        let body = '';
        response.on('data', (piece) => (body += piece));
        response.on('end', () => resolve({ body, headers: response.headers }));
      })
      .on('error', reject);
  });
}

test('the supervisor hears who speaks, where it listens, and how it fares', () =>
  withSupervisor('serving.js', {}, async (supervisor, program) => {
    const hello = await supervisor.await('hello');
    const can = { inherit: true, drain: true };
    assert.deepStrictEqual(hello, { type: 'hello', run: supervisor.run, pid: program.pid, ...can });
    const port = Number(await program.said(/listening on (\d+)/));
    await supervisor.await('listening', (message) => message.port === port);
    const status = await supervisor.await('status');
    assert.ok(status.metrics.rss > 0 && status.metrics['heap.max'] > 0);
    const guard = await supervisor.await('guard');
    assert.deepStrictEqual(guard, { type: 'guard', run: supervisor.run, pid: program.pid });
  }));

test('a supervisor that comes back is told again', () =>
  withSupervisor('serving.js', {}, async (supervisor, program) => {
    const port = Number(await program.said(/listening on (\d+)/));
    await supervisor.await('listening');
    await supervisor.leave();
    supervisor.messages = [];
    await supervisor.listen();
    await supervisor.await('hello');
    await supervisor.await('listening', (message) => message.port === port);
  }));

test('a bind waits for the port to be free', async () => {
  const old = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => old.once('listening', resolve));
  const { port } = old.address();
  await withSupervisor(
    'serving.js',
    {
      args: [port],
      environment: { PLIMSOLL_HOLD_BIND: '1' },
      supervisor: { mayBindAtOnce: false },
    },
    async (supervisor, program) => {
      const binding = await supervisor.await('binding');
      assert.deepStrictEqual(binding, { type: 'binding', port, address: '127.0.0.1' });
      assert.deepStrictEqual(supervisor.heard('listening'), []);
      await new Promise((resolve) => old.close(resolve));
      supervisor.send({ type: 'may-bind', port });
      await program.said(/listening on (\d+)/);
      await supervisor.await('listening', (message) => message.port === port);
      assert.strictEqual((await get(port, '/')).body, 'hello');
    },
  );
});

test('a port that the supervisor owns is served through the inherited socket', async () => {
  const owned = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => owned.once('listening', resolve));
  const { port } = owned.address();
  await withSupervisor(
    'serving.js',
    {
      args: [port],
      sockets: [owned._handle.fd],
      environment: { PLIMSOLL_LISTENERS: '3,1' },
      supervisor: { mayBindAtOnce: false },
    },
    async (supervisor, program) => {
      await supervisor.await('binding', (message) => message.port === port);
      supervisor.send({ type: 'may-bind', port, descriptor: 3 });
      assert.strictEqual(Number(await program.said(/listening on (\d+)/)), port);
      await supervisor.await('listening', (message) => message.port === port);
      // Now only the program accepts; the port is there all the time.
      await new Promise((resolve) => owned.close(resolve));
      assert.strictEqual((await get(port, '/')).body, 'hello');
    },
  );
});

test('a drained run answers what it has, closes its connections and says so', () =>
  withSupervisor('serving.js', {}, async (supervisor, program) => {
    const port = Number(await program.said(/listening on (\d+)/));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
    const idle = await get(port, '/', agent);
    assert.strictEqual(idle.headers.connection, 'keep-alive');
    const slow = get(port, '/slow', agent);
    await supervisor.await('status', (message) => message.metrics['requests.in'] === 1);
    supervisor.send({ type: 'drain', atMostMs: 10_000 });
    await until('a listener that is gone', () => get(port, '/').then(() => false, () => true));
    const late = await slow;
    assert.strictEqual(late.body, 'late');
    assert.strictEqual(late.headers.connection, 'close');
    assert.deepStrictEqual(await supervisor.await('drained'), { type: 'drained', left: 0 });
    await until('no connection left', () => Object.keys(agent.freeSockets).length === 0);
    agent.destroy();
  }));

test('a request on a kept connection is served while the run drains', () =>
  withSupervisor('serving.js', {}, async (supervisor, program) => {
    const port = Number(await program.said(/listening on (\d+)/));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    await get(port, '/', agent);
    await supervisor.await('hello');
    await supervisor.await('listening');
    supervisor.send({ type: 'drain', atMostMs: 10_000 });
    await until('a listener that is gone', () => get(port, '/').then(() => false, () => true));
    const last = await get(port, '/', agent);
    assert.strictEqual(last.headers.connection, 'close');
    await supervisor.await('drained');
    agent.destroy();
  }));

test('what is not answered in time is given up and counted', () =>
  withSupervisor('serving.js', {}, async (supervisor, program) => {
    const port = Number(await program.said(/listening on (\d+)/));
    const requests = [1, 2, 3].map((i) => http.get({ port, path: '/never/' + i, agent: false }));
    requests.forEach((request) => request.on('error', () => {}));
    await supervisor.await('status', (message) => message.metrics['requests.in'] === 3);
    supervisor.send({ type: 'drain', atMostMs: 800 });
    assert.deepStrictEqual(await supervisor.await('drained'), { type: 'drained', left: 3 });
  }));

test('a program written for PM2 works unchanged', () =>
  withSupervisor('pm2-app.js', {}, async (supervisor, program) => {
    await supervisor.await('ready');
    supervisor.send({ type: 'drain', atMostMs: 5_000 });
    await supervisor.await('drained');
    await program.said(/(message shutdown)/);
    assert.strictEqual(program.exit, null);
    await program.kill('SIGTERM');
    assert.deepStrictEqual(program.exit, { code: 0, signal: null });
    assert.match(program.out, /SIGINT\nclosed in order\n/);
  }));

test('a program that has a parent to speak with keeps it', async () => {
  const supervisor = await FakeSupervisor.start();
  const program = Program.start('pm2-app.js', { environment: supervisor.environment(), ipc: true });
  try {
    const message = await new Promise((resolve) => program.process.once('message', resolve));
    assert.strictEqual(message, 'ready');
  } finally {
    await program.kill();
    await supervisor.close();
  }
});

test('a leak of 50 MiB a second is told before V8 ends the process, which lives on', () =>
  withSupervisor(
    'leaking.js',
    { args: [50, 260], node: ['--max-old-space-size=200'] },
    async (supervisor, program) => {
      const overload = await until('an overload', () => supervisor.heard('overload')[0]);
      assert.ok(overload.fraction >= 0.8 && overload.fraction <= 1, String(overload.fraction));
      assert.strictEqual(overload.max, 200 * 2 ** 20);
      assert.ok(overload.live <= overload.max);
      // Beyond the limit: the old run serves until the new one has taken over.
      await until('the end of the leak', () => program.exit || /full/.test(program.out));
      assert.strictEqual(program.exit, null);
    },
  ));

test('a storm of garbage beside a large steady cache is left alone', () =>
  withSupervisor(
    'churning.js',
    { args: [120], node: ['--max-old-space-size=200'] },
    async (supervisor) => {
      const collected = (message) => message.metrics['heap.live'] > 100 * 2 ** 20;
      await supervisor.await('status', collected);
      const seen = supervisor.heard('status').length;
      await until('six seconds more', () => supervisor.heard('status').length >= seen + 6);
      assert.deepStrictEqual(supervisor.heard('overload'), []);
    },
  ));

test('without a collector the supervisor alone is told', async () => {
  const collector = await FakeCollector.start();
  await collector.close();
  await withSupervisor(
    'serving.js',
    { environment: { PLIMSOLL_COLLECTOR: collector.url } },
    async (supervisor, program) => {
      await until('three seconds', () => supervisor.heard('status').length >= 3);
      assert.strictEqual(program.err, '');
    },
  );
});
