'use strict';

const fs = require('fs');
const os = require('os');
const clock = require('../guest/clock');

/** Who this run is, as `run` in docs/protocol.md. */
function of(settings) {
  const identity = {
    run: settings.run,
    service: settings.service,
    instance: settings.instance,
    pid: process.pid,
    host: process.env.HOSTNAME || os.hostname() || 'localhost',
    runtime: 'node',
    version: process.versions.node,
    startedAt: clock.startedAt,
  };
  if (settings.supervisor) {
    identity.supervisor = settings.supervisor;
  }
  if (settings.lines) {
    identity.lines = settings.lines;
  }
  return identity;
}

/** The run, for whoever finds its black box. */
function originOf(identity, settings) {
  const origin = { ...identity };
  if (settings.collector) {
    origin.collector = settings.collector.href.replace(/\/$/, '');
  }
  // A supervisor and its runs are in one namespace.
  const namespace = settings.control ? undefined : pidNamespace();
  if (namespace) {
    origin.pidNamespace = namespace;
  }
  return origin;
}

function pidNamespace() {
  try {
    return fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined;
  }
}

module.exports = { of, originOf };
