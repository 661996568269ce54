'use strict';

// The way in: `node --require plimsoll-agent/register app.js`, or the same in NODE_OPTIONS. It must
// be understood by every release of Node, for NODE_OPTIONS reaches them all, and must never throw.
try {
  if (Number(process.versions.node.split('.')[0]) >= 18) {
    require('./lib/boot/start').once();
  }
} catch (error) {
  if (process.env.PLIMSOLL_DEBUG === '1') {
    process.stderr.write('[plimsoll] the agent did not start: ' + error.stack + '\n');
  }
}
