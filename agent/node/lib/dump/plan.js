'use strict';

const fs = require('fs');
const os = require('os');
const { readText } = require('../gauges/proc-file');

const MIB = 2 ** 20;

/**
 * What a snapshot costs, from heaps of 90 to 400 MiB on Node 20 to 24: memory 13.5 times the heap
 * where objects are small (2.5 times where they are long strings), 100 ms of standstill a MiB, a
 * file of up to four times the heap. The rule "twice the heap" is wrong by up to six times.
 */
const MEMORY_A_BYTE = 14;
const MS_A_MIB = 100;
const FILE_A_BYTE = 4;
const FIXED_BYTES = 16 * MIB;
const FIXED_MS = 200;

/** The next heap is not the last one. */
const CAUTION = 1.15;

/** Left on the disk for everybody else: a twentieth of it, within these bounds. */
const LEAST_RESERVE = 64 * MIB;
const MOST_RESERVE = 1024 * MIB;

/** How fast the last snapshot of this run went; until then the usual. */
class Speed {
  constructor() {
    this.msAMib = MS_A_MIB;
    this.fileAByte = FILE_A_BYTE;
  }

  learn(live, bytes, pauseMs) {
    if (live >= 16 * MIB) {
      this.msAMib = Math.max(1, (pauseMs - FIXED_MS) / (live / MIB)) * CAUTION;
      this.fileAByte = (bytes / live) * CAUTION;
    }
  }

  predict(live) {
    return {
      bytes: Math.round(FIXED_BYTES + live * this.fileAByte),
      pauseMs: Math.round(FIXED_MS + (live / MIB) * this.msAMib),
    };
  }
}

/**
 * Whether a snapshot can be afforded.
 *
 * @param order reason, force
 * @param around live, memoryRoom, freeDisk, totalDisk (bytes)
 * @returns why it is refused, `{code, sentence}`; undefined if it is not
 */
function refusal(order, predicted, around, maxPauseMs) {
  const reserve = order.force
    ? 0
    : Math.min(MOST_RESERVE, Math.max(LEAST_RESERVE, around.totalDisk / 20));
  if (around.freeDisk - reserve < predicted.bytes) {
    return {
      code: 'disk',
      sentence:
        `There is no room for a heap snapshot: it needs up to ${mib(predicted.bytes)} MiB and ` +
        `${mib(reserve)} MiB must stay free, but only ${mib(around.freeDisk)} MiB are free.`,
    };
  }
  if (order.force) {
    return undefined;
  }
  const memory = around.live * MEMORY_A_BYTE + FIXED_BYTES;
  if (around.memoryRoom < memory) {
    return {
      code: 'memory',
      sentence:
        `There is too little memory for a heap snapshot: V8 may take ${mib(memory)} MiB for it, ` +
        `${mib(around.memoryRoom)} MiB are left.`,
    };
  }
  if (predicted.pauseMs > maxPauseMs && order.reason !== 'drained') {
    return {
      code: 'pause',
      sentence:
        `A heap snapshot would stop the application for about ${seconds(predicted.pauseMs)} s, ` +
        `longer than the ${seconds(maxPauseMs)} s that are allowed.`,
    };
  }
  return undefined;
}

/** What the machine and the container have left, and the disk below the folder. */
function surroundings(live, folder, cgroup) {
  const available = /^MemAvailable:\s+(\d+) kB/m.exec(readText('/proc/meminfo') || '');
  const machine = available ? Number(available[1]) * 1024 : os.freemem();
  const disk = diskOf(folder);
  return { live, memoryRoom: Math.min(machine, cgroup.room()), ...disk };
}

/** `statfs` came with Node 18.15. */
function diskOf(folder) {
  if (typeof fs.statfsSync !== 'function') {
    return { freeDisk: Infinity, totalDisk: 0 };
  }
  const disk = fs.statfsSync(folder);
  return { freeDisk: disk.bavail * disk.bsize, totalDisk: disk.blocks * disk.bsize };
}

function mib(bytes) {
  return Math.round(bytes / MIB);
}

function seconds(ms) {
  return (ms / 1_000).toFixed(1);
}

module.exports = { Speed, refusal, surroundings };
