'use strict';

// Sends requests to an upstream and says when asked to stop. Arguments: kind, port, count.
const http = require('http');

const [kind, port, count] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

const ways = {
  http: (path) => http.get({ host: '127.0.0.1', port, path, agent: false }, drain).on('error', ignore),
  limited: (path) => http.get({ host: '127.0.0.1', port, path, agent: limited }, drain).on('error', ignore),
  fetch: (path) => fetch(`http://127.0.0.1:${port}${path}`).then((r) => r.text(), ignore),
};
const limited = new http.Agent({ maxSockets: 2 });

function drain(response) {
  response.resume();
}

function ignore() {}

function sendAll(path) {
  for (let i = 0; i < count; i++) {
    ways[kind](path);
  }
}

setTimeout(() => {
  sendAll('/quick');
  sendAll('/never');
  console.log('sent');
}, 300);
setInterval(() => {}, 1_000);
