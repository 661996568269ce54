'use strict';

// Programs and frameworks from npm with the agent and without: the same answers, the same log, the
// same exit; and the routes by their names.
// Usage: node compare.js FOLDER [--node RELEASE|BINARY] [NAME...]; a name is the beginning of one.
const http = require('http');
const { isDeepStrictEqual } = require('util');
const path = require('path');
const { FakeCollector } = require('../../../../agent/node/tests/support/fake-collector');
const apps = require('./lib/apps');
const { install, nodeOf } = require('./lib/installed');
const { live } = require('./lib/life');

/** All the programs run in it. */
const RELEASE = '22.23.3';

const AGENT = path.resolve(__dirname, '../../../../agent/node/register.js');

const [folder, ...rest] = process.argv.slice(2);
const node = nodeOf(rest[0] === '--node' ? rest.splice(0, 2)[1] : RELEASE, path.resolve(folder));
const chosen = apps.filter(
  (app) => rest.length === 0 || rest.some((name) => app.name.toLowerCase().startsWith(name.toLowerCase())),
);

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

async function main() {
  const rows = [];
  for (const app of chosen) {
    const problems = await compare(app).catch((error) => [error.message]);
    problems.forEach((problem) => console.error(app.name + ': ' + problem));
    const packages = Object.entries(app.packages).map(([name, version]) => name + ' ' + version);
    rows.push(`| ${app.name} | ${packages.join(', ')} | ${problems.length === 0 ? 'fine' : 'differs'} |`);
    process.exitCode = problems.length > 0 ? 1 : process.exitCode;
  }
  console.log(['| program | packages | |', '| --- | --- | --- |', ...rows].join('\n'));
}

/** What is different with the agent; nothing if all is well. */
async function compare(app) {
  const place = install(app, path.resolve(folder), node);
  const collector = await FakeCollector.start();
  const sink = await startSink();
  try {
    const environment = Object.fromEntries(
      Object.entries(app.environment || {}).map(([name, value]) => [name, value.replace('SINK', sink.url)]),
    );
    const without = await live(app, { node, folder: place, options: '', environment, beforeEnd: () => {} });
    install(app, path.resolve(folder), node);
    const seen = new Set();
    const withAgent = await live(app, {
      node,
      folder: place,
      options: `--require "${AGENT}"`,
      environment: { ...environment, PLIMSOLL_COLLECTOR: collector.url },
      beforeEnd: () => routes(collector, app.routes, seen),
    });
    const missing = app.routes.filter((route) => !seen.has(route));
    return [
      ...differences(without, withAgent),
      ...(missing.length > 0 ? [`no route ${missing.join(', ')} among ${[...seen].join(', ')}`] : []),
      ...(collector.samples().length === 0 ? ['no samples came'] : []),
    ];
  } finally {
    await collector.close();
    sink.close();
  }
}

/** For what other agents send. */
async function startSink() {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => response.setHeader('Content-Type', 'application/json').end('{}'));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: 'http://127.0.0.1:' + server.address().port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Waits until the agent has told of the routes, for some seconds at most. */
async function routes(collector, wanted, seen) {
  const told = () => {
    const rows = collector.batches.flatMap((batch) => batch.owners);
    rows.filter((row) => row.kind === 'request-in').forEach((row) => seen.add(row.owner));
    return collector.samples().length > 0 && wanted.every((route) => seen.has(route));
  };
  for (const end = Date.now() + 20_000; Date.now() < end && !told(); ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function differences(without, withAgent) {
  return Object.keys(without)
    .filter((part) => !isDeepStrictEqual(without[part], withAgent[part]))
    .map((part) => `${part} was ${JSON.stringify(without[part])}, is ${JSON.stringify(withAgent[part])}`);
}
