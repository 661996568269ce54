'use strict';

// Serves until it is killed. PORT or any; `/slow` answers after a while, `/never` not at all.
const http = require('http');

const server = http.createServer((request, response) => {
  if (request.url.startsWith('/slow')) {
    setTimeout(() => response.end('late'), 2_500);
  } else if (!request.url.startsWith('/never')) {
    response.end('hello');
  }
});
server.listen(Number(process.argv[2] || 0), '127.0.0.1', () => {
  console.log('listening on ' + server.address().port);
});
