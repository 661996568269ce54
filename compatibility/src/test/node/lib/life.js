'use strict';

const { spawn } = require('child_process');
const http = require('http');
const net = require('net');

const START_MS = 180_000;
const STOP_MS = 60_000;

/** What differs from life to life by itself. */
const PASSING = [
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,\d]*Z?/g, 'TIME'],
  [/\b\d{1,2} [A-Z][a-z]{2} \d\d:\d\d:\d\d\b/g, 'TIME'],
  [/\b\d{13}\b/g, 'TIME'],
  [/\b[\d.]+ ?m?s\b/g, 'DURATION'],
  [/"(pid|time|cpu)":\d+/g, '"$1":N'],
  [/\bpid[:= ]+\d+/g, 'pid N'],
  [/\(node:\d+\)/g, '(node:N)'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID'],
];

/** Headers that are of the moment. */
const OF_THE_MOMENT = new Set(['date', 'set-cookie', 'x-request-id', 'etag', 'last-modified']);

/** One life of a program: started, asked, stopped; with all that it answered and said. */
async function live(app, { node, folder, options, environment, beforeEnd }) {
  const port = await freePort();
  const filled = (text) => text.replace('PORT', port);
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NODE_|PLIMSOLL_|npm_)/.test(name)),
  );
  const own = Object.entries(environment).map(([name, value]) => [name, filled(value)]);
  const child = spawn(node, [...(app.beside || []), ...app.start.map(filled)], {
    cwd: folder,
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1', ...Object.fromEntries(own), PORT: String(port), NODE_OPTIONS: options },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (piece) => (said.out += piece));
  child.stderr.on('data', (piece) => (said.err += piece));
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
  try {
    await answering(port, ended, said);
    const answers = [];
    for (const request of app.ask) {
      answers.push(normal(await ask(port, request), port));
    }
    await beforeEnd(port);
    child.kill('SIGTERM');
    const exit = await within(STOP_MS, ended, app.name + ' did not stop');
    return { answers, exit, out: lines(said.out, port), err: lines(said.err, port) };
  } finally {
    child.kill('SIGKILL');
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A connection and no request: that would be one more that the agents see. */
async function answering(port, ended, said) {
  let exit;
  ended.then((result) => (exit = result));
  for (const end = Date.now() + START_MS; Date.now() < end; ) {
    const connected = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (connected) {
      return;
    }
    if (exit) {
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it does not serve: ' + JSON.stringify(exit) + said.out + said.err);
}

function ask(port, { method = 'GET', path, headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, headers, agent: false };
    const request = http.request(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece) => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.setTimeout(60_000, () => request.destroy(new Error(path + ': no answer')));
    request.on('error', reject).end(body);
  });
}

function normal({ status, headers, text }, port) {
  const kept = Object.entries(headers)
    .filter(([name]) => !OF_THE_MOMENT.has(name))
    .map(([name, value]) => [name, steady(String(value), port)]);
  return { status, headers: Object.fromEntries(kept), text: steady(text, port) };
}

/** In order of the alphabet: who writes first is chance. */
function lines(text, port) {
  return steady(text, port).split('\n').filter((line) => line.trim() !== '').sort();
}

function steady(text, port) {
  const known = text.replaceAll(String(port), 'PORT');
  return PASSING.reduce((result, [pattern, name]) => result.replace(pattern, name), known);
}

function within(ms, promise, message) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

module.exports = { live, ask };
