// A fleet that is made of arithmetic: the same seed gives the same history, any moment of it can
// be asked for. For development and screenshots only; nothing of it goes into the jar.

export const MIB = 1024 * 1024;
const SECOND = 1000;

/** 0 to 1, the same for the same arguments. */
export function noise(seed, n) {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(n | 0, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

export function uuid(seed) {
  const hex = (n) =>
    Math.floor(noise(seed, n) * 65536)
      .toString(16)
      .padStart(4, '0');
  return `${hex(1)}${hex(2)}-${hex(3)}-4${hex(4).slice(1)}-a${hex(5).slice(1)}-${hex(6)}${hex(7)}${hex(8)}`;
}

/** Share of max heap that is live, by age; what an instance's story is made of. */
const STORIES = {
  steady: (spec, age) => spec.base + 0.03 * Math.sin(age / 180e3 + spec.seed),
  leak: (spec, age) => spec.base + (0.83 - spec.base) * Math.min(1, age / spec.life) ** 1.3,
  slow: (spec, age) => Math.min(0.93, spec.base + age / spec.life),
};

/** One second's readings of a run at a moment, or null where nothing was recorded. */
export function sampleAt(run, at) {
  const { spec } = run;
  const second = Math.floor(at / SECOND);
  if (at < run.startedAt + 800 || (run.endedAt !== null && at > run.endedAt)) return null;
  if (spec.silent || (spec.gaps ?? []).some(([a, b]) => at >= a && at < b)) return null;
  const age = at - run.startedAt;
  const jitter = noise(spec.seed, second);
  const liveShare = Math.max(0.03, STORIES[spec.story](spec, age) * Math.min(1, age / 4e3 + 0.3));
  const known = age > 3e3;
  // Young collections come faster the more is allocated; the less room, the smaller each.
  const period = spec.gcEvery * (1 - 0.5 * liveShare);
  const phase = (age % period) / period;
  const room = Math.min(0.35, 0.97 - liveShare);
  const live = liveShare * spec.max;
  const used = live + phase * room * spec.max * (0.9 + 0.1 * jitter);
  const collected = phase < SECOND / period;
  const pressure = Math.max(0, liveShare - 0.5);
  const peak = Math.min(1, liveShare + room + 0.05);
  const pending = spec.story === 'leak' ? Math.round((liveShare - spec.base) * 42_000) : 0;
  const external = spec.external * MIB * (1 + 0.1 * jitter);
  const nonheap = (38 + 14 * Math.min(1, age / 20e3)) * MIB;
  // Heap pages that were touched once stay resident until the collector gives them back.
  const touched = Math.max(used, live + Math.min(room, 0.2) * spec.max);
  const metrics = {
    rss: touched + external + nonheap + (34 + jitter) * MIB,
    'heap.used': used,
    'heap.committed': spec.max * peak,
    'heap.max': spec.max,
    ...(known ? { 'heap.live': live } : {}),
    external,
    nonheap,
    ...(spec.limit ? { 'cgroup.limit': spec.limit, 'cgroup.used': used + nonheap } : {}),
    threads: 24 + Math.round(6 * jitter),
    fds: 64 + Math.round(pending / 60) + Math.round(8 * jitter),
    sockets: 12 + Math.round(pending / 60),
    handles: 90,
    'requests.in': Math.round(spec.load * (0.6 + 0.8 * jitter)),
    'requests.out': pending + Math.round(spec.load * 0.5 * jitter),
    'requests.oldest': pending > 0 ? 300 + pending * 0.42 : 40 + 160 * jitter,
    'gc.count': Math.floor(age / period),
    'gc.pause': collected ? 3 + 9 * jitter + pressure * 260 * (0.5 + jitter) : 0,
    'gc.cpu': collected ? 0.01 + pressure * 0.7 * jitter : 0.004 + pressure * 0.15,
    alloc: (spec.max * room * SECOND) / period,
    cpu: 0.2 + 0.3 * jitter + pressure,
  };
  if (spec.runtime === 'node') {
    delete metrics['gc.pause'];
    metrics['loop.delay.p99'] = 2 + 8 * jitter + pressure * 400 * jitter;
  }
  return metrics;
}

/** Answer to GET timeline. */
export function timelineOf(run, from, to, points, now) {
  let step = Math.max(1, Math.floor((to - from) / points / SECOND)) * SECOND;
  while (Math.floor(to / step) - Math.floor(from / step) + 1 > points) step += SECOND;
  const start = Math.floor(from / step) * step;
  const times = [];
  const series = {};
  for (let at = start; at < to; at += step) {
    const bucket = [];
    const every = Math.max(SECOND, step / 12);
    for (let t = at; t < at + step; t += every) {
      const m = t <= now - 700 ? sampleAt(run, t + 350) : null;
      if (m) bucket.push(m);
    }
    times.push(at);
    for (const name of new Set([...bucket.flatMap(Object.keys), ...Object.keys(series)])) {
      const column = (series[name] ??= { min: [], max: [], avg: [], last: [] });
      const values = bucket.map((m) => m[name]).filter((v) => v !== undefined);
      const n = times.length - 1;
      for (const kind of ['min', 'max', 'avg', 'last']) {
        while (column[kind].length < n) column[kind].push(null);
      }
      const some = values.length > 0;
      column.min.push(some ? Math.min(...values) : null);
      column.max.push(some ? Math.max(...values) : null);
      column.avg.push(some ? values.reduce((a, b) => a + b, 0) / values.length : null);
      column.last.push(some ? values[values.length - 1] : null);
    }
  }
  return { run: run.id, from: start, to, step, resolution: 'raw', times, series };
}
