'use strict';

const { PerformanceObserver, constants } = require('perf_hooks');
const v8 = require('v8');
const clock = require('../guest/clock');
const leaving = require('../guest/leaving');
const trouble = require('../guest/trouble');

const KINDS = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak',
};
/**
 * A collection leaves floating garbage too: what was allocated while it marked, and what happened to
 * be in use. Measured in a storm of garbage on Node 24: 123 to 185 MiB where 123 were live. So the
 * least of the last few counts, as long as they are of one time.
 */
const READINGS = 4;
const ONE_TIME_MS = 10_000;
const YOUNG_SPACES = new Set(['new_space', 'new_large_object_space']);

/**
 * Collections and what they left. Live heap is what is in use right after a full mark-compact,
 * without the young generation, which such a collection empties: what lies there was born since.
 */
class Collections {
  constructor() {
    this.count = 0;
    this.majors = 0;
    /** Milliseconds in collections since the start. */
    this.millis = 0;
    /** Bytes; undefined until a full collection could tell. */
    this.live = undefined;
    /** What the last one left, with what floated: more than what is live. */
    this.latest = undefined;
    this.readings = [];
    this.proofExpected = false;
    /** When that collection ended, steady milliseconds. */
    this.liveAt = 0;
    /** Told of each full collection as soon as it is known. */
    this.onMajor = () => {};
    this.pauses = {};
    this.lastMillis = 0;
    this.observer = new PerformanceObserver(
      trouble.guarded('collections', (list) => this.take(list.getEntries())),
    );
  }

  start() {
    this.observer.observe({ entryTypes: ['gc'] });
    leaving.undo(() => this.observer.disconnect());
  }

  /** All of them: under load one call brings many (a histogram of the first sees one in seven). */
  take(entries) {
    let major = null;
    for (const entry of entries) {
      const kind = KINDS[entry.detail ? entry.detail.kind : entry.kind] || 'other';
      this.count++;
      this.millis += entry.duration;
      this.pauses[kind] = (this.pauses[kind] || 0) + entry.duration;
      if (kind === 'major') {
        this.majors++;
        major = entry;
      }
    }
    if (major) {
      this.weigh(Math.min(clock.steady(), major.startTime + major.duration));
      this.onMajor();
    }
  }

  /** The next full collection is one that was asked for: what it leaves is live. */
  expectProof() {
    this.proofExpected = true;
  }

  weigh(at) {
    if (this.proofExpected) {
      this.proofExpected = false;
      this.readings = [];
    }
    this.latest = usedByOldGeneration();
    this.readings.push({ at, bytes: this.latest });
    while (this.readings.length > READINGS || this.readings[0].at < at - ONE_TIME_MS) {
      this.readings.shift();
    }
    this.live = Math.min(...this.readings.map((reading) => reading.bytes));
    this.liveAt = at;
  }

  read(metrics, elapsedMs) {
    const paused = this.millis - this.lastMillis;
    this.lastMillis = this.millis;
    metrics['gc.count'] = this.count;
    metrics['gc.pause'] = paused;
    metrics['gc.cpu'] = Math.min(1, paused / elapsedMs);
    metrics['gc.majors'] = this.majors;
    for (const kind in this.pauses) {
      metrics['gc.pause.' + kind] = this.pauses[kind];
      this.pauses[kind] = 0;
    }
    if (this.live !== undefined) {
      // Never above what is in use: what was live then may have gone since.
      metrics['heap.live'] = Math.min(this.live, v8.getHeapStatistics().used_heap_size);
      metrics['heap.live.age'] = clock.steady() - this.liveAt;
    }
  }
}

function usedByOldGeneration() {
  let used = 0;
  for (const space of v8.getHeapSpaceStatistics()) {
    if (!YOUNG_SPACES.has(space.space_name)) {
      used += space.space_used_size;
    }
  }
  return used;
}

module.exports = { Collections };
