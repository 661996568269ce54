'use strict';

const { crc32 } = require('./crc');
const layout = require('./layout');

/**
 * What a ring holds, as bytes at offsets; `write(bytes, offset)` puts them into the file. Nothing is
 * flushed: what was written lies in the page cache, which outlives the process.
 */
class Ring {
  /**
   * @param write function (bytes, offset)
   * @param nonce 8 random bytes
   */
  constructor(write, nonce) {
    this.write = write;
    this.nonce = nonce;
    this.seed = crc32(nonce, 0);
    this.names = new Map();
    this.record = Buffer.alloc(layout.RECORD_LIMIT);
    this.slot = Buffer.alloc(layout.GUARD_SLOT_BYTES);
    this.number = Buffer.alloc(8);
    this.position = 0;
    this.records = 0n;
    this.guardRecords = 0;
  }

  /** The header; the file must hold only zeros before. */
  format(origin, createdAt) {
    const json = Buffer.from(JSON.stringify(origin));
    if (json.length > layout.ORIGIN_LIMIT) {
      throw new Error('the names of the run are too long: ' + json.length);
    }
    const header = Buffer.alloc(layout.ORIGIN + json.length);
    header.write(layout.MAGIC, 0, 'latin1');
    header.writeUInt32LE(layout.VERSION, 8);
    header.writeUInt32LE(layout.SIZE, 12);
    this.nonce.copy(header, 16);
    header.writeBigInt64LE(BigInt(createdAt), 24);
    header.writeUInt32LE(layout.NAMES, 32);
    header.writeUInt32LE(layout.NAME_SLOTS, 36);
    header.writeUInt32LE(layout.GUARD, 40);
    header.writeUInt32LE(layout.GUARD_SLOTS, 44);
    header.writeUInt32LE(layout.RICH, 48);
    header.writeUInt32LE(layout.RICH_BYTES, 52);
    header.writeUInt32LE(json.length, 56);
    json.copy(header, layout.ORIGIN);
    header.writeUInt32LE(crc32(json, crc32(header.subarray(0, 60), this.seed)), 60);
    this.write(header, 0);
  }

  /** The collector has everything up to this number. */
  acknowledged(seq) {
    this.putNumber(seq, layout.ACKNOWLEDGED_AT);
  }

  /** The process ends in order, at this time. */
  ended(at) {
    this.putNumber(at, layout.ENDED_AT);
  }

  /** What the guard sees; negative where it is not known. */
  guard(at, used, live, max, rss, gcMillis) {
    const number = ++this.guardRecords;
    const slot = this.slot;
    const values = [number, at, used, live, max, rss, gcMillis];
    values.forEach((value, i) => slot.writeBigInt64LE(BigInt(Math.round(value)), i * 8));
    slot.writeUInt32LE(crc32(slot.subarray(0, 56), this.seed), 56);
    const index = (number - 1) % layout.GUARD_SLOTS;
    this.write(slot, layout.GUARD + index * layout.GUARD_SLOT_BYTES);
  }

  sample(seq, at, metrics) {
    let length = layout.RECORD_HEADER_BYTES;
    let count = 0;
    for (const name in metrics) {
      const id = this.idOf(name);
      if (id >= 0) {
        this.record.writeUInt16LE(id, length);
        this.record.writeDoubleLE(metrics[name], length + 2);
        length += 10;
        count++;
      }
    }
    this.append(layout.SAMPLE, count, seq, at, length);
  }

  /** One that takes more than a record loses its data, and then the end of its text. */
  event(event) {
    const kind = Buffer.from(event.kind);
    const id = Buffer.from(event.id);
    let text = Buffer.from(event.text);
    let data = Buffer.from(JSON.stringify(event.data || {}));
    const room =
      layout.RECORD_LIMIT - layout.RECORD_HEADER_BYTES - 4 * 4 - kind.length - id.length;
    if (text.length + data.length > room) {
      data = Buffer.alloc(0);
      text = text.subarray(0, Math.max(0, room));
    }
    let length = layout.RECORD_HEADER_BYTES;
    for (const piece of [kind, id, text, data]) {
      this.record.writeUInt32LE(piece.length, length);
      piece.copy(this.record, length + 4);
      length += 4 + piece.length;
    }
    this.append(layout.EVENT, 4, event.seq, event.at, length);
  }

  /** The record stands in the buffer but for its header. */
  append(type, count, seq, at, length) {
    const record = this.record;
    const padded = (length + 7) & ~7;
    record.fill(0, length, padded);
    record.write(layout.RECORD_MAGIC, 0, 'latin1');
    record.writeUInt32LE(length, 4);
    record.writeBigInt64LE(++this.records, 8);
    record.writeBigInt64LE(BigInt(seq), 16);
    record.writeBigInt64LE(BigInt(at), 24);
    record.writeUInt16LE(type, 32);
    record.writeUInt16LE(count, 34);
    const head = crc32(record.subarray(0, 36), this.seed);
    record.writeUInt32LE(crc32(record.subarray(40, length), head), 36);
    if (this.position + padded > layout.RICH_BYTES) {
      this.position = 0;
    }
    this.write(record.subarray(0, padded), layout.RICH + this.position);
    this.position += padded;
  }

  /** Number of the slot of the name, taken now if it is new; -1 where there is no room for it. */
  idOf(name) {
    const known = this.names.get(name);
    if (known !== undefined) {
      return known;
    }
    const text = Buffer.from(name);
    const id = this.names.size;
    if (id >= layout.NAME_SLOTS || text.length > layout.NAME_LIMIT) {
      return -1;
    }
    const slot = Buffer.alloc(8 + text.length);
    slot.writeUInt32LE(text.length, 4);
    text.copy(slot, 8);
    slot.writeUInt32LE(crc32(slot.subarray(4), this.seed), 0);
    this.write(slot, layout.NAMES + id * layout.NAME_SLOT_BYTES);
    this.names.set(name, id);
    return id;
  }

  putNumber(value, offset) {
    this.number.writeBigInt64LE(BigInt(value), 0);
    this.write(this.number, offset);
  }
}

module.exports = { Ring };
