'use strict';

// Holds megabytes on the heap and outside of it, collects, and tells what Node says of it.
const v8 = require('v8');
const vm = require('vm');

const [heapMib, externalMib] = process.argv.slice(2).map(Number);
const held = [];
for (let i = 0; i < heapMib * 128; i++) {
  held.push(new Array(1024).fill(i));
}
const buffers = Buffer.alloc(externalMib * 2 ** 20, 1);
v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
setTimeout(collect, 500);
setInterval(() => console.log('holding ' + JSON.stringify(process.memoryUsage())), 250);
setInterval(() => held.length + buffers.length, 10_000);
