'use strict';

const fs = require('fs');
const { byTable } = require('../../lib/blackbox/crc');

/** Reads a ring as docs/black-box.md has it, by itself: nothing of the writer is used but CRC-32. */
function readRing(fileOrBytes) {
  const ring = Buffer.isBuffer(fileOrBytes) ? fileOrBytes : fs.readFileSync(fileOrBytes);
  if (ring.toString('latin1', 0, 8) !== 'PLIMBBOX' || ring.readUInt32LE(8) !== 1) {
    throw new Error('no ring');
  }
  const seed = byTable(ring.subarray(16, 24), 0);
  const originEnd = 1_152 + ring.readUInt32LE(56);
  const head = byTable(ring.subarray(1_152, originEnd), byTable(ring.subarray(0, 60), seed));
  if (head !== ring.readUInt32LE(60)) {
    throw new Error('the header does not fit its checksum');
  }
  const names = readNames(ring, seed);
  const rich = readRich(ring, seed, names);
  return {
    origin: JSON.parse(ring.toString('utf8', 1_152, originEnd)),
    acknowledged: Number(ring.readBigInt64LE(64)),
    endedAt: Number(ring.readBigInt64LE(72)),
    guard: readGuard(ring, seed),
    ...rich,
  };
}

function readNames(ring, seed) {
  const [at, slots] = [ring.readUInt32LE(32), ring.readUInt32LE(36)];
  return Array.from({ length: slots }, (_, i) => {
    const slot = at + i * 112;
    const end = slot + 8 + ring.readUInt32LE(slot + 4);
    const fits = byTable(ring.subarray(slot + 4, end), seed) === ring.readUInt32LE(slot);
    return fits ? ring.toString('utf8', slot + 8, end) : undefined;
  });
}

function readGuard(ring, seed) {
  const [at, slots] = [ring.readUInt32LE(40), ring.readUInt32LE(44)];
  const records = [];
  for (let i = 0; i < slots; i++) {
    const slot = at + i * 64;
    if (byTable(ring.subarray(slot, slot + 56), seed) === ring.readUInt32LE(slot + 56)) {
      const [number, time, used, live, max, rss, gc] = [0, 8, 16, 24, 32, 40, 48].map((offset) =>
        Number(ring.readBigInt64LE(slot + offset)),
      );
      records.push({ number, time, used, live, max, rss, gc });
    }
  }
  return records.sort((a, b) => a.number - b.number);
}

function readRich(ring, seed, names) {
  const start = ring.readUInt32LE(48);
  const end = start + ring.readUInt32LE(52);
  const samples = [];
  const events = [];
  for (let at = start; at <= end - 40; ) {
    const length = lengthAt(ring, seed, at, end);
    if (length === 0) {
      at += 8;
      continue;
    }
    const item = { seq: Number(ring.readBigInt64LE(at + 16)), at: Number(ring.readBigInt64LE(at + 24)) };
    if (ring.readUInt16LE(at + 32) === 1) {
      samples.push({ ...item, metrics: metricsAt(ring, at, names) });
    } else {
      events.push({ ...item, ...eventAt(ring, at) });
    }
    at += (length + 7) & ~7;
  }
  const inOrder = (a, b) => a.seq - b.seq;
  return { samples: samples.sort(inOrder), events: events.sort(inOrder) };
}

function lengthAt(ring, seed, at, end) {
  const length = ring.readUInt32LE(at + 4);
  if (ring.toString('latin1', at, at + 4) !== 'PLBR' || length < 40 || length > end - at) {
    return 0;
  }
  const head = byTable(ring.subarray(at, at + 36), seed);
  const sum = byTable(ring.subarray(at + 40, at + length), head);
  return sum === ring.readUInt32LE(at + 36) ? length : 0;
}

function metricsAt(ring, at, names) {
  const metrics = {};
  for (let i = 0; i < ring.readUInt16LE(at + 34); i++) {
    const place = at + 40 + i * 10;
    metrics[names[ring.readUInt16LE(place)]] = ring.readDoubleLE(place + 2);
  }
  return metrics;
}

function eventAt(ring, at) {
  let place = at + 40;
  const [kind, id, text, data] = Array.from({ length: 4 }, () => {
    const length = ring.readUInt32LE(place);
    const piece = ring.toString('utf8', place + 4, place + 4 + length);
    place += 4 + length;
    return piece;
  });
  return { kind, id, text, data: data === '' ? {} : JSON.parse(data) };
}

module.exports = { readRing };
