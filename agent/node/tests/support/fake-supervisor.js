'use strict';

const { randomUUID } = require('crypto');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const { until } = require('./until');

/** A supervisor in memory, on a unix socket as docs/protocol.md has it. */
class FakeSupervisor {
  static async start() {
    const supervisor = new FakeSupervisor();
    supervisor.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plimsoll-node-'));
    supervisor.path = path.join(supervisor.folder, 'ctl.sock');
    supervisor.state = path.join(supervisor.folder, 'state');
    await supervisor.listen();
    return supervisor;
  }

  constructor() {
    this.run = randomUUID();
    this.messages = [];
    this.connections = new Set();
    this.speaker = null;
    this.declines = false;
    this.mayBindAtOnce = true;
  }

  listen() {
    this.server = net.createServer((socket) => this.take(socket));
    return new Promise((resolve) => this.server.listen(this.path, resolve));
  }

  /** What a run learns from its environment. */
  environment(collector) {
    const environment = {
      PLIMSOLL_RUN: this.run,
      PLIMSOLL_SERVICE: 'shop',
      PLIMSOLL_INSTANCE: 'shop/0',
      PLIMSOLL_CONTROL: this.path,
      PLIMSOLL_SUPERVISOR: 'a-supervisor',
      PLIMSOLL_STATE: this.state,
    };
    return collector ? { ...environment, PLIMSOLL_COLLECTOR: collector.url } : environment;
  }

  heard(type) {
    return this.messages.filter((message) => message.type === type);
  }

  await(type, condition = () => true) {
    return until('the message ' + type, () => this.heard(type).find(condition));
  }

  send(message) {
    this.speaker.write(JSON.stringify(message) + '\n');
  }

  take(socket) {
    this.connections.add(socket);
    socket.setEncoding('utf8');
    let partial = '';
    socket.on('error', () => {});
    socket.on('close', () => this.connections.delete(socket));
    socket.on('data', (text) => {
      const lines = (partial + text).split('\n');
      partial = lines.pop();
      lines.map((line) => JSON.parse(line)).forEach((message) => this.answer(socket, message));
    });
  }

  answer(socket, message) {
    this.messages.push(message);
    const say = (answer) => socket.write(JSON.stringify(answer) + '\n');
    if (message.type === 'hello' && !this.declines) {
      this.speaker = socket;
    }
    if (message.type === 'hello' || message.type === 'guard') {
      say(this.declines ? { type: 'declined', reason: 'not you' } : { type: 'welcome' });
    }
    if (message.type === 'binding' && this.mayBindAtOnce) {
      say({ type: 'may-bind', port: message.port });
    }
  }

  /** Breaks all lines and goes; `listen` brings it back. */
  async leave() {
    this.connections.forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.server.close(resolve));
  }

  async close() {
    await this.leave();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

module.exports = { FakeSupervisor };
