'use strict';

// Not from `crypto`: loading that costs a program that does without it megabytes. And taken before
// the application can make chance repeatable, which would give two runs the same id.
const chance = Math.random.bind(Math);

/** So many random bytes; for names, never for secrets. */
function randomBytes(count) {
  const bytes = Buffer.alloc(count);
  for (let i = 0; i < count; i++) {
    bytes[i] = Math.floor(chance() * 256);
  }
  return bytes;
}

/** A UUID of version 4. */
function randomUuid() {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const parts = [0, 8, 12, 16, 20, 32].map((at, i, all) => hex.slice(at, all[i + 1]));
  return parts.slice(0, 5).join('-');
}

module.exports = { randomBytes, randomUuid };
