'use strict';

// As one would write it for PM2.
const http = require('http');

const server = http.createServer((request, response) => response.end('hello'));
server.listen(0, '127.0.0.1', () => {
  console.log('listening on ' + server.address().port);
  process.send('ready');
});
process.on('message', (message) => console.log('message ' + message));
process.on('SIGINT', () => {
  console.log('SIGINT');
  server.close((error) => {
    console.log('closed ' + (error ? error.code : 'in order'));
    process.exit(0);
  });
});
