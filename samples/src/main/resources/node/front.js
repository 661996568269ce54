'use strict';

// A front before a backend: passes every request on, and keeps its body so that it could try again.
// Nobody told it what to do when the backend does not answer, nor that its clients have gone.
//
// Options: --port, --backend URL.
const http = require('http');
const { optionsOf } = require('./options');

const options = optionsOf(process.argv.slice(2));
const backend = new URL(options.backend);

function passOn(request, body, response) {
  const onward = http.request(
    { host: backend.hostname, port: backend.port, method: request.method, path: request.url },
    (answer) => {
      response.writeHead(answer.statusCode);
      answer.pipe(response);
    },
  );
  onward.on('error', () => {
    if (!response.headersSent) {
      response.writeHead(502).end();
    }
    onward.body = undefined;
  });
  onward.body = body;
  onward.end(body);
}

const server = http.createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => passOn(request, Buffer.concat(pieces).toString('latin1'), response));
});
server.listen(Number(options.port), '127.0.0.1', () => {
  console.log(`front listens on http://127.0.0.1:${server.address().port}`);
});
