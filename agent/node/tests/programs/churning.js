'use strict';

// Makes garbage as fast as it can, and keeps a large part of its heap besides.
const kept = Array.from({ length: Number(process.argv[2]) * 128 }, (_, i) => new Array(1_020).fill(i));

setInterval(() => {
  const until = Date.now() + 15;
  let garbage = [];
  while (Date.now() < until) {
    garbage.push(new Array(1_020).fill(garbage.length));
    if (garbage.length > 2_000) {
      garbage = [];
    }
  }
}, 20);
setInterval(() => kept.length, 10_000);
