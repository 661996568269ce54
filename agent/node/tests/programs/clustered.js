'use strict';

const cluster = require('cluster');
const http = require('http');

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  http.createServer((request, response) => response.end('hello')).listen(0, '127.0.0.1');
  process.on('disconnect', () => process.exit());
}
