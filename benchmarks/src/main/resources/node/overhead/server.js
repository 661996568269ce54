'use strict';

// The measured server: `http`, `express` or `fastify`, the same answer by each. Says when its first
// line ran and what CPU was used until then, and where it serves. `/footprint` tells what it holds
// after a full collection, and how late its event loop was since the last time.
const { user, system } = process.cpuUsage();
console.log(`began ${Date.now()} ${(user + system) * 1_000}`);

const { monitorEventLoopDelay } = require('perf_hooks');

const RESOLUTION_MS = 10;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();

function footprint() {
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  const late = Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS);
  delays.reset();
  return `${heapUsed} ${external} ${late}`;
}

const SERVERS = {
  http() {
    const server = require('http').createServer((request, response) => {
      response.setHeader('Content-Type', 'text/plain');
      response.end(request.url === '/footprint' ? footprint() : 'hello');
    });
    server.listen(0, '127.0.0.1', () => serving(server));
  },
  express() {
    const app = require('express')();
    app.get('/footprint', (request, response) => response.type('text').send(footprint()));
    app.get('/users/:id', (request, response) => response.type('text').send('hello'));
    const server = app.listen(0, '127.0.0.1', () => serving(server));
  },
  fastify() {
    const app = require('fastify')();
    app.get('/footprint', async () => footprint());
    app.get('/users/:id', async () => 'hello');
    app.listen({ port: 0, host: '127.0.0.1' }).then(() => serving(app.server));
  },
};

function serving(server) {
  console.log('serving ' + server.address().port);
}

process.on('SIGTERM', () => process.exit());
SERVERS[process.argv[2]]();
