'use strict';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const ECHO = { method: 'POST', path: '/echo', headers: JSON_TYPE, body: '{"a":[1,2]}' };
const USER = { path: '/users/4711' };
const FAILS = { path: '/fails' };
const LOST = { path: '/nowhere' };
const COMMON = [USER, ECHO, FAILS, LOST];
const EXPRESS = { start: ['express.js'], ask: [...COMMON, { path: '/shops/17/orders/5' }] };
const USERS = 'GET /users/:id';

/**
 * The programs: packages with their exact versions, overrides as npm has them; start, the arguments
 * of Node; prepare, what is run once before; ask, the requests; routes, names that the agent has to
 * give some of them; beside, arguments that bring another agent; environment. PORT in arguments and
 * environment stands for the port, SINK for the URL of a server that takes whatever it is sent.
 */
module.exports = [
  {
    name: 'Express 4',
    packages: { express: '4.22.3' },
    ...EXPRESS,
    routes: [USERS, 'POST /echo', 'GET /shops/{id}/orders/:order'],
  },
  {
    name: 'Express 5',
    packages: { express: '5.3.0' },
    ...EXPRESS,
    routes: [USERS, 'POST /echo', 'GET /shops/{id}/orders/:order'],
  },
  {
    name: 'Fastify',
    packages: { fastify: '5.12.8' },
    start: ['fastify.js'],
    ask: COMMON,
    routes: [USERS, 'POST /echo'],
  },
  {
    name: 'Koa',
    packages: { koa: '3.3.0', '@koa/router': '15.7.0' },
    start: ['koa.js'],
    ask: [USER, FAILS, LOST],
    routes: [USERS],
  },
  {
    name: 'NestJS',
    packages: {
      '@nestjs/common': '11.2.10',
      '@nestjs/core': '11.2.10',
      '@nestjs/platform-express': '11.2.10',
      'reflect-metadata': '0.2.2',
      rxjs: '7.8.2',
    },
    start: ['nest.mjs'],
    ask: COMMON,
    routes: [USERS, 'POST /echo'],
  },
  {
    name: 'Next.js',
    packages: { next: '16.4.6', react: '19.2.0', 'react-dom': '19.2.0' },
    folder: 'next',
    prepare: ['node_modules/next/dist/bin/next', 'build'],
    start: ['node_modules/next/dist/bin/next', 'start', '-p', 'PORT', '-H', '127.0.0.1'],
    ask: [{ path: '/' }, USER, { ...ECHO, path: '/api/echo' }, LOST],
    routes: ['GET /users/{id}', 'POST /api/echo'],
  },
  {
    name: 'http-proxy-middleware',
    packages: { 'http-proxy-middleware': '4.2.1', express: '5.3.0' },
    start: ['proxy.mjs'],
    ask: [{ ...ECHO, path: '/api/echo' }, { path: '/api/17' }, LOST],
    routes: ['POST /api/echo'],
  },
  {
    name: 'verdaccio',
    packages: { verdaccio: '6.10.4' },
    // It asks for a tag of it that is not everywhere.
    overrides: { 'node-fetch': '2.7.0' },
    config: { 'verdaccio.yaml': 'storage: ./storage\nuplinks: {}\npackages:\n  "**":\n    access: $all\nlog: { type: stdout, format: json, level: warn }\n' },
    start: ['node_modules/verdaccio/bin/verdaccio', '--config', 'verdaccio.yaml', '--listen', '127.0.0.1:PORT'],
    ask: [{ path: '/-/ping' }, { path: '/no-such-package' }, { path: '/-/whoami' }],
    routes: ['GET /-/ping'],
  },
  {
    name: 'node-red',
    packages: { 'node-red': '5.0.7' },
    config: {
      'settings.js':
        "module.exports = { uiHost: '127.0.0.1', uiPort: Number(process.env.PORT), userDir: './user', credentialSecret: 'x', logging: { console: { level: 'warn' } } };\n",
    },
    start: ['node_modules/node-red/red.js', '--settings', 'settings.js'],
    ask: [{ path: '/flows' }, { path: '/nodes', headers: { Accept: 'application/json' } }, LOST],
    routes: ['GET /flows'],
  },
  {
    name: 'json-server',
    packages: { 'json-server': '0.17.4' },
    config: { 'db.json': '{"users":[{"id":4711,"name":"Ada"}]}\n' },
    start: ['node_modules/json-server/lib/cli/bin.js', '--quiet', '--host', '127.0.0.1', '--port', 'PORT', 'db.json'],
    ask: [{ path: '/users' }, USER, { ...ECHO, path: '/users', body: '{"id":5,"name":"Bo"}' }, { method: 'DELETE', path: '/users/5' }, LOST],
    routes: [],
  },
  {
    name: 'OpenTelemetry beside it',
    packages: {
      express: '5.3.0',
      '@opentelemetry/api': '1.10.0',
      '@opentelemetry/auto-instrumentations-node': '0.82.0',
    },
    beside: ['--require', '@opentelemetry/auto-instrumentations-node/register'],
    environment: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'SINK',
      OTEL_NODE_RESOURCE_DETECTORS: 'none',
    },
    ...EXPRESS,
    routes: [USERS],
  },
  {
    name: 'dd-trace beside it',
    packages: { express: '5.3.0', 'dd-trace': '6.21.0' },
    beside: ['--require', 'dd-trace/init'],
    environment: {
      DD_TRACE_AGENT_URL: 'SINK',
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
      DD_TRACE_STARTUP_LOGS: 'false',
      DD_REMOTE_CONFIGURATION_ENABLED: 'false',
    },
    ...EXPRESS,
    routes: [USERS],
  },
  {
    name: 'New Relic beside it',
    packages: { express: '5.3.0', newrelic: '14.5.1' },
    beside: ['--require', 'newrelic'],
    environment: {
      NEW_RELIC_APP_NAME: 'compatibility',
      NEW_RELIC_LICENSE_KEY: 'x'.repeat(40),
      NEW_RELIC_LOG_ENABLED: 'false',
      NEW_RELIC_HOST: '127.0.0.1',
      NEW_RELIC_PORT: '1',
      NEW_RELIC_UTILIZATION_DETECT_AWS: 'false',
      NEW_RELIC_UTILIZATION_DETECT_AZURE: 'false',
      NEW_RELIC_UTILIZATION_DETECT_GCP: 'false',
      NEW_RELIC_UTILIZATION_DETECT_PCF: 'false',
      NEW_RELIC_UTILIZATION_DETECT_KUBERNETES: 'false',
    },
    ...EXPRESS,
    routes: [USERS],
  },
];
