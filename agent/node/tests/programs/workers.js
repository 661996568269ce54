'use strict';

const { Worker } = require('worker_threads');

for (let i = 0; i < 3; i++) {
  new Worker('setInterval(() => {}, 1000)', { eval: true });
}
