'use strict';

const v8 = require('v8');

/** Heap by space, memory beside the heap, resident set. */
class Heap {
  /** @param maxHeap bytes, as heap-limit.js has it */
  constructor(maxHeap) {
    this.maxHeap = maxHeap;
  }

  read(metrics) {
    const usage = process.memoryUsage();
    const statistics = v8.getHeapStatistics();
    metrics.rss = usage.rss;
    metrics['heap.used'] = usage.heapUsed;
    metrics['heap.committed'] = usage.heapTotal;
    metrics['heap.max'] = this.maxHeap;
    metrics['heap.limit'] = statistics.heap_size_limit;
    // Node counts array buffers, and with them Buffers, in `external` already.
    metrics.external = usage.external;
    metrics['external.buffers'] = usage.arrayBuffers;
    metrics.nonheap = statistics.malloced_memory;
    metrics['heap.contexts'] = statistics.number_of_native_contexts;
    metrics['heap.contexts.detached'] = statistics.number_of_detached_contexts;
    for (const space of v8.getHeapSpaceStatistics()) {
      if (space.space_used_size > 0) {
        const name = space.space_name.replace(/_space$/, '').replace(/_/g, '-');
        metrics['heap.space.' + name] = space.space_used_size;
      }
    }
  }
}

module.exports = { Heap };
