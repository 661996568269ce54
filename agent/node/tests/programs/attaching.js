'use strict';

// Serves and holds a connection before there is an agent; lets it in, and sends it away when told.
const http = require('http');
const net = require('net');

const agent = require(process.env.AGENT_INDEX);
const server = http.createServer((request, response) => {
  if (request.url === '/attach') {
    response.end(agent.attach({ PLIMSOLL_COLLECTOR: process.env.COLLECTOR, PLIMSOLL_SERVICE: 'late' }));
  } else if (request.url === '/detach') {
    agent.detach();
    response.end(String(agent.run()));
  }
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  net.connect(port, '127.0.0.1', () => console.log('listening on ' + port));
});
