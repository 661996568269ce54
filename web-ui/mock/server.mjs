// The collector's API from arithmetic (see model.mjs), and the built pages. Development only.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { extname, join, normalize } from 'node:path';
import { FLEETS } from './fleets.mjs';
import { ownersOf, summary } from './evidence.mjs';
import { sampleAt, timelineOf, uuid } from './model.mjs';

const UI = fileURLToPath(new URL('../target/classes/ui/', import.meta.url));
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export function createMock(scenario, t0 = Math.floor(Date.now() / 1000) * 1000) {
  if (!FLEETS[scenario])
    throw new Error(`no scenario ${scenario}; there are ${Object.keys(FLEETS).join(', ')}`);
  const fleet = FLEETS[scenario](t0);
  return createServer((request, response) => {
    void answer(fleet, request, response).catch((e) => problem(response, 500, String(e)));
  });
}

async function answer(fleet, request, response) {
  const url = new URL(request.url, 'http://localhost');
  if (!url.pathname.startsWith('/api/v1/')) return asset(url.pathname, response);
  const path = url.pathname.slice('/api/v1/'.length);
  const query = Object.fromEntries(url.searchParams);
  if (request.method === 'POST') return command(fleet, path, request, response);
  const found = api(fleet, path, query, Date.now());
  if (found === undefined) return problem(response, 404, `there is nothing at ${path}`);
  json(response, 200, found);
}

function api(fleet, path, query, now) {
  const runs = fleet.flatMap((f) => f.runs.map((r) => runShape(f, r, now)));
  const [kind, id, part] = path.split('/').map(decodeURIComponent);
  const fleetRun = fleet.flatMap((f) => f.runs).find((r) => r.id === (id ?? query.run));
  const dumps = fleet.flatMap((f) => f.dumps ?? []);
  switch (kind) {
    case 'services':
      return list(services(fleet, now));
    case 'runs':
      return id ? runs.find((r) => r.id === id) : list(runs.filter(matching(query)).reverse());
    case 'timeline':
      return fleetRun && timelineOf(fleetRun, +query.from, +query.to, +(query.points ?? 600), now);
    case 'events':
      return list(eventsOf(fleet, query, now));
    case 'owners':
      return list(fleetRun ? ownersOf(fleetRun, now) : []);
    case 'dumps':
      if (!id) return list(dumps.filter(matching(query)));
      return part === 'summary' ? summary() : dumps.find((d) => d.id === id);
    default:
      return undefined;
  }
}

function matching(query) {
  return (x) =>
    ['service', 'instance', 'run'].every(
      (k) => !query[k] || x[k === 'run' && !('run' in x) ? 'id' : k] === query[k],
    );
}

function list(items) {
  return { items, next: null };
}

function latestOf(run, now) {
  for (let at = (run.endedAt ?? now) - 1000; at > run.startedAt; at -= 1000) {
    const m = sampleAt(run, at);
    if (m) return [m, Math.floor(at / 1000) * 1000];
    if (at < now - 600_000) break;
  }
  return [{}, null];
}

function runShape(f, r, now) {
  const [latest, latestAt] = latestOf(r, now);
  const { spec, ...rest } = r;
  void spec;
  return {
    ...rest,
    state: r.endedAt === null || f.state === 'crashed' ? f.state : 'stopped',
    latest,
    latestAt,
  };
}

function services(fleet, now) {
  const byName = new Map();
  for (const f of fleet) {
    const r = f.runs[f.runs.length - 1];
    const [latest, latestAt] = latestOf(r, now);
    const from = Math.floor(now / 15_000) * 15_000 - 900_000;
    const live = Array.from({ length: 60 }, (_, i) => {
      const at = from + (i + 1) * 15_000;
      const m = at > now ? null : (f.runs.map((x) => sampleAt(x, at)).find(Boolean) ?? null);
      return m?.['heap.live'] === undefined ? null : m['heap.live'] / m['heap.max'];
    });
    const events = eventsOf([f], {}, now);
    const instance = {
      instance: r.instance,
      service: r.service,
      host: r.host,
      runtime: r.runtime,
      version: r.version,
      state: f.state,
      since: r.endedAt ?? r.startedAt,
      run: r.id,
      pid: r.pid,
      lines: r.lines,
      latest,
      latestAt,
      forecastMs: forecast(f, r, latest, now),
      spark: { from, step: 15_000, live },
      lastEvent: events[0]
        ? { at: events[0].at, kind: events[0].kind, text: events[0].text }
        : null,
      runs: f.runs.length,
      level: f.level,
    };
    if (!byName.has(r.service)) byName.set(r.service, []);
    byName.get(r.service).push(instance);
  }
  return [...byName].map(([name, instances]) => ({ name, instances }));
}

function forecast(f, r, latest, now) {
  if (f.spec.story === 'slow')
    return (0.8 - latest['heap.live'] / latest['heap.max']) * f.spec.life;
  return f.spec.story === 'leak' ? Math.max(0, r.startedAt + 184_000 - now) : null;
}

function eventsOf(fleet, query, now) {
  return fleet
    .flatMap((f) => f.events)
    .filter(matching(query))
    .filter((e) => e.at <= now && e.at >= +(query.from ?? 0) && e.at <= +(query.to ?? Infinity))
    .sort((a, b) => b.at - a.at)
    .slice(0, +(query.limit ?? 100));
}

async function command(fleet, path, request, response) {
  let body = '';
  for await (const piece of request) body += piece;
  const { type } = JSON.parse(body);
  const id = path.split('/')[1];
  const f = fleet.find((x) => x.runs.some((r) => r.id === id));
  const at = Date.now();
  const commandId = uuid(at % 1e9);
  const add = (delay, kind, text) =>
    f.events.push({
      id: uuid((at + delay) % 1e9),
      at: at + delay,
      run: id,
      service: f.spec.service,
      instance: f.spec.instance,
      kind,
      text,
      command: commandId,
    });
  if (type === 'dump') {
    add(700, 'dump-started', 'A heap dump is being written.');
    add(2600, 'dump-captured', 'Heap dump captured: 61.2 MiB, the process stood still for 310 ms.');
  } else
    add(
      800,
      'replace-failed',
      'The new run ended before it was ready: exit code 1. The old run goes on.',
    );
  json(response, 202, { id: commandId, state: 'pending', type, run: id });
}

async function asset(path, response) {
  const file = extname(path) ? normalize(path) : 'index.html';
  try {
    const body = await readFile(join(UI, file));
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(body);
  } catch {
    problem(response, 404, `no file ${file}; has the page been built?`);
  }
}

function json(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

function problem(response, status, detail) {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ type: 'about:blank', title: 'Not found', status, detail }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const scenario = process.argv[2] ?? 'incident';
  const port = Number(process.env.PORT ?? 7071);
  createMock(scenario).listen(port, '127.0.0.1', () =>
    console.log(`${scenario} at http://127.0.0.1:${port}`),
  );
}
