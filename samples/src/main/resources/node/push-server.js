'use strict';

// Takes messages by POST /messages and pushes each to the gateway. What waits for the gateway stays
// in memory: as text on the heap, or with `--hold buffers` outside of it, where nobody looks.
//
// Options: --port, --gateway URL, --hold text|buffers.
const http = require('http');
const { optionsOf } = require('./options');

const options = optionsOf(process.argv.slice(2));
const gateway = new URL(options.gateway);
const pending = new Map();
let lastId = 0;

/** As most programs have it: no limit, no time-out, an agent that opens what it is asked for. */
function push(message) {
  const id = ++lastId;
  pending.set(id, message);
  const request = http.request(gateway, { method: 'POST' }, (response) => {
    response.resume();
    response.on('end', () => pending.delete(id));
  });
  request.on('error', () => pending.delete(id));
  request.end(message);
}

function held(body) {
  return options.hold === 'buffers' ? body : body.toString('latin1');
}

const server = http.createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    if (request.url === '/messages') {
      push(held(Buffer.concat(pieces)));
    }
    response.writeHead(request.url === '/messages' ? 202 : 200).end();
  });
});

process.on('SIGTERM', () => {
  server.close();
  console.log(`stopped with ${pending.size} messages unanswered`);
  process.exit(0);
});
server.listen(Number(options.port), '127.0.0.1', () => {
  console.log(`push server listens on http://127.0.0.1:${server.address().port}/messages`);
});
