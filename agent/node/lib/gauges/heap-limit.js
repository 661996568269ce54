'use strict';

const v8 = require('v8');

const MIB = 2 ** 20;

/**
 * How V8 sizes its young generation by default: `cap` is the most it takes, `ratio` how much of the
 * old generation goes with how much of the young one. Measured: a limit of 400 MiB for the old space
 * is a heap limit of 448 MiB on 18 to 22, 592 on 24, 496 on 26.
 */
const YOUNG = [
  { since: 26, cap: 96 * MIB, ratio: 3 / 32 },
  { since: 24, cap: 192 * MIB, ratio: 3 / 32 },
  { since: 0, cap: 48 * MIB, ratio: 3 / 128 },
];

/**
 * Max heap: what the old generation may grow to, for there is where a leak ends. V8's own
 * `heap_size_limit` counts the young generation on top, so that four fifths of it may never be
 * reached.
 *
 * @param limit heap_size_limit
 * @param options arguments of Node, those of NODE_OPTIONS among them
 * @param major release of Node
 */
function oldGenerationLimit(limit, options, major) {
  const given = option(options, 'max-old-space-size');
  if (given) {
    return Math.min(limit, given * MIB);
  }
  const semi = option(options, 'max-semi-space-size');
  if (semi) {
    return Math.max(limit / 2, limit - 3 * semi * MIB);
  }
  const young = YOUNG.find((row) => major >= row.since);
  return Math.round(Math.max(limit - young.cap, limit / (1 + young.ratio)));
}

/** The last one counts; V8 takes underscores for hyphens. */
function option(options, name) {
  let value = 0;
  options.forEach((text, i) => {
    const [key, joined] = text.replace(/^--?/, '').split('=', 2);
    if (key.replace(/_/g, '-') === name) {
      value = Number(joined === undefined ? options[i + 1] : joined) || value;
    }
  });
  return value;
}

/** Max heap of this process, bytes. */
function maxHeap() {
  const fromEnvironment = (process.env.NODE_OPTIONS || '').split(/[\s"]+/);
  const options = [...fromEnvironment, ...process.execArgv];
  const major = Number(process.versions.node.split('.')[0]);
  return oldGenerationLimit(v8.getHeapStatistics().heap_size_limit, options, major);
}

module.exports = { maxHeap, oldGenerationLimit };
