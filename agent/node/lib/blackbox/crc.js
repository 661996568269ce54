'use strict';

const zlib = require('zlib');

const TABLE = new Int32Array(256).map((_, index) => {
  let register = index;
  for (let bit = 0; bit < 8; bit++) {
    register = register & 1 ? (register >>> 1) ^ 0xedb88320 : register >>> 1;
  }
  return register;
});

/** CRC-32 as in zlib, going on from `before`. */
function byTable(bytes, before) {
  let register = ~before;
  for (let at = 0; at < bytes.length; at++) {
    register = TABLE[(register ^ bytes[at]) & 0xff] ^ (register >>> 8);
  }
  return ~register >>> 0;
}

/** `zlib.crc32` came with Node 20.15 and 22.2. */
module.exports = { crc32: typeof zlib.crc32 === 'function' ? zlib.crc32 : byTable, byTable };
