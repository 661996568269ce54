'use strict';

// Programs that fill a V8 heap of which the fractions are meant, all of it in small objects: the
// same stories as Heaps.java tells. Arguments: the program, the pace of a leak in MiB/s. Begins when
// a line comes on standard input; prints `done` at the end.
const MIB = 2 ** 20;
const TICK_MS = 10;
const SMALLEST_WORDS = 64;
const WORD = 8;
const NODE_BYTES = 32;
const ARRAY_BYTES = 32;

/** What Node, the agent and this program keep alive themselves. */
const OWN = 6 * MIB;

const [program, rate] = process.argv.slice(2);
const max = Number(/--max-old-space-size=(\d+)/.exec(process.execArgv.join(' '))[1]) * MIB;
let kept = null;
let keptBytes = 0;
let unused = null;
let seed = 1;

const STORIES = {
  async leak() {
    await fill(0.6, 200);
    await work(Infinity, Number(rate), 20);
  },
  async storm() {
    await fill(0.1, 200);
    await work(20, 0, Infinity);
  },
  async warmup() {
    await fill(0.6, 30);
    await work(12, 0, 50);
  },
  async cache() {
    await fill(0.65, 200);
    await work(20, 0, 50);
  },
  spike1: () => spike(1, 20, 0),
  spike4: () => spike(4, 50, 20),
  spike10: () => spike(10, 100, 20),
};

async function spike(heldSeconds, garbage, garbageAfter) {
  await fill(0.3, 200);
  await work(1, 0, 20);
  const before = { kept, keptBytes };
  await fill(0.85, 100);
  await work(heldSeconds, 0, garbage);
  ({ kept, keptBytes } = before);
  before.kept = null;
  await work(18 - heldSeconds / 2, 0, garbageAfter);
}

/** Keeps more, MiB/s, until so much of max heap is live. */
function fill(fraction, pace) {
  const goal = max * fraction - OWN;
  return paced(() => keptBytes < goal, (bytes) => keep(Math.min(bytes, goal - keptBytes)), pace, () => {}, 0);
}

/** Keeps and throws away at these paces, MiB/s, for so long. */
function work(seconds, keptPace, garbagePace) {
  const end = performance.now() + seconds * 1_000;
  return paced(() => performance.now() < end, keep, keptPace, waste, garbagePace);
}

async function paced(goesOn, first, firstPace, second, secondPace) {
  const since = performance.now();
  let firstDone = 0;
  let secondDone = 0;
  while (goesOn()) {
    const elapsed = performance.now() - since;
    firstDone += first(due(firstPace, elapsed) - firstDone) || 0;
    secondDone += second(due(secondPace, elapsed) - secondDone) || 0;
    await new Promise((resolve) => setTimeout(resolve, secondPace === Infinity ? 0 : TICK_MS));
  }
}

/** Without a limit: what a tick of a busy program throws away. */
function due(pace, elapsed) {
  return pace === Infinity ? Infinity : (pace * MIB * elapsed) / 1_000;
}

function keep(bytes) {
  let done = 0;
  while (done < bytes) {
    const words = size();
    kept = { next: kept, payload: new Array(words).fill(words) };
    done += words * WORD + ARRAY_BYTES + NODE_BYTES;
  }
  keptBytes += done;
  return done;
}

function waste(bytes) {
  let done = 0;
  const most = Math.min(bytes, 4 * MIB);
  while (done < most) {
    const words = size();
    unused = new Array(words).fill(words);
    done += words * WORD + ARRAY_BYTES;
  }
  return bytes === Infinity ? 0 : done;
}

/** The same sizes in each run. */
function size() {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return SMALLEST_WORDS + (seed >> 16) % (2 * SMALLEST_WORDS);
}

process.stdin.once('data', async () => {
  await STORIES[program]();
  console.log(unused === null ? 'done' : 'done with garbage');
  process.exit();
});
process.stdin.once('end', () => process.exit());
