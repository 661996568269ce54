import { MIB, noise, uuid } from './model.mjs';

const MINUTE = 60_000;
const LINES = { warn: 0.7, dump: 0.75, restart: 0.8 };
const SERVICES = ['push', 'gateway', 'orders', 'billing', 'search', 'mailer', 'reports', 'proxy'];

/** The fleets to develop against; `t0` is the moment the mock started. */
export const FLEETS = {
  empty: () => [],
  one: (t0) => [steady('push', 0, 1, t0)],
  fifty: (t0) => many(50, t0),
  'five-hundred': (t0) => many(500, t0),
  incident: (t0) => [leaking(t0), steady('push', 1, 7, t0), steady('gateway', 0, 3, t0)],
  'no-agent': (t0) => [silent(t0)],
};

function spec(service, n, seed, more = {}) {
  return {
    service,
    instance: `${service}/${n}`,
    host: 'app-' + (1 + Math.floor(noise(seed, 90) * 9)),
    runtime: 'jvm',
    version: '17.0.15',
    seed,
    max: 256 * MIB,
    limit: 512 * MIB,
    story: 'steady',
    base: 0.22 + 0.3 * noise(seed, 91),
    life: 190_000,
    gcEvery: 9_000 + 12_000 * noise(seed, 92),
    load: 40,
    external: 12,
    ...more,
  };
}

function run(s, nth, startedAt, endedAt, exit = null) {
  return {
    spec: s,
    id: uuid(s.seed * 1000 + nth),
    service: s.service,
    instance: s.instance,
    pid: 4000 + s.seed * 17 + nth * 131,
    host: s.host,
    runtime: s.runtime,
    version: s.version,
    startedAt,
    endedAt,
    exit,
    lines: LINES,
    supervisor: s.supervisor === null ? null : uuid(s.seed * 1000 + 999),
  };
}

function steady(service, n, seed, t0) {
  const s = spec(service, n, seed);
  const start = t0 - (40 + Math.floor(500 * noise(seed, 93))) * MINUTE;
  const r = run(s, 0, start, null);
  return { spec: s, runs: [r], state: 'ready', level: 'fine', events: beginning(r) };
}

function silent(t0) {
  const s = spec('legacy', 0, 77, { silent: true });
  const r = run(s, 0, t0 - 4 * MINUTE, null);
  return {
    spec: s,
    runs: [r],
    state: 'starting',
    level: 'watched',
    events: beginning(r).slice(0, 1),
  };
}

/** The story of the demo: four runs that leak; the fourth has just been dumped. */
function leaking(t0) {
  const s = spec('push', 0, 5, { story: 'leak', base: 0.14, gcEvery: 7_000, host: 'app-3' });
  const life = 190_000;
  const overlap = 5_000;
  const newest = t0 - 172_000;
  const runs = [];
  for (let k = 3; k >= 0; k--) {
    const start = newest - k * (life - overlap);
    const killed = k === 2;
    runs.push(
      k === 0
        ? run(s, 3 - k, start, null)
        : run(s, 3 - k, start, start + life, killed ? killedExit() : replacedExit(k)),
    );
  }
  // The collector was restarted here; what agents held has not come yet.
  s.gaps = [[newest - 110_000, newest - 92_000]];
  const events = runs.flatMap((r, i) => [...beginning(r), ...story(r, runs[i + 1])]);
  return { spec: s, runs, state: 'ready', level: 'trouble', events, dumps: dumpsOf(runs) };
}

function replacedExit() {
  const sentence = 'The run was replaced at its restart line and ended in 2.1 s after SIGTERM.';
  return { code: 143, signal: null, cause: 'replaced', sentence, log: logLines() };
}

function killedExit() {
  const sentence =
    'Killed by signal 9 from outside: neither the supervisor nor the kernel’s OOM killer.';
  return { code: null, signal: 9, cause: 'killed', sentence, log: logLines() };
}

function logLines() {
  return Array.from(
    { length: 12 },
    (_, i) => `INFO push: sent ${1000 + i * 37} messages, ${i * 311} pending`,
  );
}

function event(r, at, kind, text, data = {}) {
  const id = uuid((r.pid * 31 + at + kind.length * 7) % 2147483647);
  return { id, at, run: r.id, service: r.service, instance: r.instance, kind, text, ...data };
}

function beginning(r) {
  return [
    event(r, r.startedAt, 'started', `Started as pid ${r.pid}.`),
    event(r, r.startedAt + 2_300, 'ready', 'Ready: it listens on port 3000.'),
  ];
}

function story(r, next) {
  const life = 190_000;
  const at = (share) => r.startedAt + life * ((share - 0.14) / 0.69) ** (1 / 1.3) + 3000;
  const crossed = (line, fraction) =>
    event(
      r,
      at(fraction),
      'line-crossed',
      `Live heap is over the ${line} line: ${Math.round(fraction * 256)} of 256 MiB.`,
      {
        line,
        fraction,
      },
    );
  const dump = at(0.75) + 1200;
  const all = [
    crossed('warn', 0.7),
    event(r, at(0.7) + 900, 'alert-sent', 'Alert sent to #oncall: push/0 is over its warn line.'),
    crossed('dump', 0.75),
    event(r, dump, 'dump-started', 'A heap dump is being written.', { dump: dumpId(r) }),
    event(
      r,
      dump + 1600,
      'dump-captured',
      'Heap dump captured: 196.4 MiB, the process stood still for 840 ms.',
      { dump: dumpId(r) },
    ),
  ];
  if (next) {
    const end = r.endedAt;
    if (r.exit.cause === 'replaced') {
      all.push(
        crossed('restart', 0.8),
        event(r, end - 6_000, 'replace-started', 'A replacement is being started.'),
        event(r, end - 2_600, 'draining', 'No new requests; 412 are still in flight.'),
        event(r, end - 400, 'drained', 'All requests have ended.'),
      );
    }
    all.push(event(r, end, 'exit', r.exit.sentence, { exit: r.exit }));
    if (r.exit.cause === 'replaced') {
      all.push(
        event(r, end + 500, 'replaced', 'The new run took over.', {
          oldRun: r.id,
          newRun: next.id,
        }),
      );
    }
    all.push(event(r, end + 4_000, 'line-cleared', 'Live heap is under the warn line again.'));
  }
  return all;
}

function dumpId(r) {
  return uuid((r.pid * 13) % 100000);
}

function dumpsOf(runs) {
  const states = ['failed', 'ready', 'ready', 'uploading'];
  return runs.map((r, i) => ({
    id: dumpId(r),
    run: r.id,
    service: r.service,
    instance: r.instance,
    at: r.startedAt + 170_000,
    reason: i === 1 ? 'command' : 'line',
    format: 'hprof',
    bytes: 205_940_000,
    sha256: null,
    state: states[i],
    method: 'jdk',
    redacted: false,
    pauseMs: 840,
    received: i === 3 ? 134_000_000 : 205_940_000,
    error: i === 0 ? 'The upload does not match its checksum.' : null,
  }));
}

function many(n, t0) {
  return Array.from({ length: n }, (_, i) => {
    const service = SERVICES[i % SERVICES.length] + (i >= 80 ? '-' + (1 + (i >> 6)) : '');
    const seed = 100 + i;
    const place = Math.floor(i / SERVICES.length);
    if (i === 3) return slow(service, place, seed, t0);
    if (i === 9) return crashed(service, place, seed, t0);
    const made = steady(service, place, seed, t0);
    if (i === 17) Object.assign(made, { state: 'draining', level: 'watched' });
    if (i === 26) Object.assign(made.spec, { limit: 0, max: 4096 * MIB });
    if (service === 'proxy') Object.assign(made.spec, { runtime: 'node', version: '20.19.4' });
    for (const r of made.runs)
      Object.assign(r, { runtime: made.spec.runtime, version: made.spec.version });
    return made;
  });
}

function slow(service, n, seed, t0) {
  const s = spec(service, n, seed, { story: 'slow', base: 0.2, life: 340 * MINUTE });
  const r = run(s, 0, t0 - 178 * MINUTE, null);
  const events = [
    ...beginning(r),
    event(r, t0 - 4 * MINUTE, 'line-crossed', 'Live heap is over the warn line: 180 of 256 MiB.', {
      line: 'warn',
    }),
  ];
  return { spec: s, runs: [r], state: 'ready', level: 'watched', events };
}

function crashed(service, n, seed, t0) {
  const s = spec(service, n, seed);
  const exit = {
    code: 1,
    signal: null,
    cause: 'crashed',
    sentence: 'Ended with exit code 1: java.net.BindException: Address already in use.',
    log: logLines(),
  };
  const r = run(s, 0, t0 - 30 * MINUTE, t0 - 2 * MINUTE, exit);
  const events = [...beginning(r), event(r, r.endedAt, 'exit', exit.sentence, { exit })];
  return { spec: s, runs: [r], state: 'crashed', level: 'trouble', events };
}
