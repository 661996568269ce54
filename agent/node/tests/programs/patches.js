'use strict';

// Looks at what the agent has patched, has it taken out, and looks again.
const assert = require('assert');
const http = require('http');
const net = require('net');

const ORIGINAL = Symbol.for('plimsoll.original');
const places = [
  [http.Agent.prototype, 'addRequest'],
  [net.Server.prototype, 'listen'],
];

setTimeout(() => {
  const originals = places.map(([target, name]) => {
    const wrapped = target[name];
    const original = wrapped[ORIGINAL];
    assert.ok(original, name + ' is not patched');
    assert.strictEqual(wrapped.name, original.name);
    assert.strictEqual(wrapped.length, original.length);
    return original;
  });
  require(process.env.AGENT_INDEX).detach();
  places.forEach(([target, name], i) => assert.strictEqual(target[name], originals[i]));
  assert.strictEqual(process.listenerCount('exit'), 0);
  assert.strictEqual(process.listenerCount('uncaughtExceptionMonitor'), 0);
  assert.strictEqual(require(process.env.AGENT_INDEX).run(), undefined);
  console.log('as it was');
}, 300);
