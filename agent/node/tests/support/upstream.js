'use strict';

const http = require('http');

/** Answers `/quick` and keeps everybody else waiting. */
async function startUpstream() {
  const server = http.createServer((request, response) => {
    if (request.url.startsWith('/quick')) {
      response.end('here');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', 4_096, resolve));
  return {
    port: server.address().port,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

module.exports = { startUpstream };
