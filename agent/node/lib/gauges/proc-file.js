'use strict';

const fs = require('fs');

const ROOM = Buffer.alloc(8 << 10);

/** The beginning of a file of the kernel as text; undefined where it cannot be read. */
function readText(path) {
  let descriptor;
  try {
    descriptor = fs.openSync(path, 'r');
    const length = fs.readSync(descriptor, ROOM, 0, ROOM.length, 0);
    return ROOM.latin1Slice(0, length);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) {
      fs.closeSync(descriptor);
    }
  }
}

/** The first number in the file; undefined where there is none. */
function readNumber(path) {
  const match = /^\s*(\d+)/.exec(readText(path) || '');
  return match ? Number(match[1]) : undefined;
}

module.exports = { readText, readNumber };
