'use strict';

// Keeps so many MiB a second on the heap, up to so many MiB; serves meanwhile.
const http = require('http');

const [rate, most] = process.argv.slice(2).map(Number);
const STEP_MS = 20;
const held = [];
let credit = 0;

const timer = setInterval(() => {
  credit += (rate * STEP_MS) / 1_000;
  for (; credit >= 1 / 128 && held.length < most * 128; credit -= 1 / 128) {
    held.push(new Array(1_020).fill(held.length));
  }
  if (held.length >= most * 128) {
    clearInterval(timer);
    console.log('full');
  }
}, STEP_MS);
http.createServer((request, response) => response.end(String(held.length))).listen(0, '127.0.0.1');
