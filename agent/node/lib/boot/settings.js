'use strict';

const path = require('path');
const { randomUuid } = require('../guest/uuid');

const DEFAULT_COLLECTOR = 'http://127.0.0.1:7070';

/** Names that say nothing: the folder says more. */
const NAMELESS = new Set(['index', 'main', 'server', 'app', 'start', 'www']);

/**
 * What the agent was told by the environment; what makes no sense is left out.
 *
 * @param main path of the main script; undefined if there is none
 */
function read(environment, main) {
  const supervised = text(environment.PLIMSOLL_RUN) !== undefined;
  const service = text(environment.PLIMSOLL_SERVICE) || serviceOf(main);
  const collector = text(environment.PLIMSOLL_COLLECTOR);
  return {
    run: text(environment.PLIMSOLL_RUN) || randomUuid(),
    service,
    instance: text(environment.PLIMSOLL_INSTANCE) || service + '/0',
    /** A URL; undefined if there is no collector and the supervisor alone is told. */
    collector: url(supervised ? collector : collector || DEFAULT_COLLECTOR),
    /** Path of the supervisor's unix socket; undefined if nobody supervises. */
    control: supervised ? text(environment.PLIMSOLL_CONTROL) : undefined,
    supervisor: supervised ? text(environment.PLIMSOLL_SUPERVISOR) : undefined,
    lines: lines(environment.PLIMSOLL_LINES),
    /** Listeners have to ask first: an old run has the port, or the supervisor owns it. */
    asksToBind:
      supervised &&
      (environment.PLIMSOLL_HOLD_BIND === '1' || text(environment.PLIMSOLL_LISTENERS) !== undefined),
    state: text(environment.PLIMSOLL_STATE),
    dumps: {
      maxPauseMs: duration(environment.PLIMSOLL_DUMP_MAX_PAUSE, 30_000),
      perRun: number(environment.PLIMSOLL_DUMP_PER_RUN, 10, 1_000),
      keep: number(environment.PLIMSOLL_DUMP_KEEP, 3, 1_000),
      keepBytes: number(environment.PLIMSOLL_DUMP_KEEP_BYTES, 8 * 2 ** 30, 2 ** 50),
    },
  };
}

/** The settings of a worker of a cluster: a run of its own beside that of the primary. */
function ofClusterWorker(settings, worker) {
  return {
    ...settings,
    run: randomUuid(),
    instance: settings.instance + '/worker-' + worker,
    control: undefined,
    asksToBind: false,
  };
}

/** `push` of `/opt/push/dist/push.js` and of `/opt/push/index.js`. */
function serviceOf(main) {
  if (!main) {
    return 'node';
  }
  const name = path.basename(main).replace(/\.[cm]?[jt]sx?$/, '');
  if (!NAMELESS.has(name)) {
    return name || 'node';
  }
  return path.basename(path.dirname(path.resolve(main))) || name;
}

function text(value) {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function url(value) {
  try {
    const parsed = new URL(value);
    const known = parsed.protocol === 'http:' || parsed.protocol === 'https:';
    return known && parsed.hostname ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined for the collector's. */
function lines(value) {
  const parts = (value || '').split(/[,/]/).map((part) => Number(part.trim() || NaN));
  const [warn, dump, restart] = parts;
  const sound = parts.length === 3 && warn > 0 && warn <= dump && dump <= restart && restart <= 1;
  return sound ? { warn, dump, restart } : undefined;
}

function duration(value, absent) {
  const match = /^(\d{1,9})(ms|s|m|h)$/.exec((value || '').trim());
  const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
  return match ? Math.max(1, Number(match[1]) * units[match[2]]) : absent;
}

function number(value, absent, most) {
  const parsed = /^\d+$/.test((value || '').trim()) ? Number(value) : absent;
  return parsed >= 1 && parsed <= most ? parsed : absent;
}

module.exports = { read, ofClusterWorker };
