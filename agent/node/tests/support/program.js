'use strict';

const { execFileSync, spawn } = require('child_process');
const path = require('path');
const { until } = require('./until');

const AGENT = path.resolve(__dirname, '../../register.js');
const PROGRAMS = path.resolve(__dirname, '../programs');

/** The Node that the programs run in; the version matrix names others. */
const NODE = process.env.PLIMSOLL_TEST_NODE || process.execPath;

const RELEASE = Number(execFileSync(NODE, ['-p', 'process.versions.node.split(".")[0]']));

const running = new Set();
process.on('exit', () => running.forEach((program) => program.process.kill('SIGKILL')));

/** A real Node process with the agent in its NODE_OPTIONS. */
class Program {
  /**
   * @param name file in tests/programs, with its arguments
   * @param options environment, node (arguments of Node), agent (false for none), ipc, sockets
   *     (servers whose listening socket the program inherits, from descriptor 3 on)
   */
  static start(name, { environment = {}, node = [], agent = true, ipc = false, args = [], sockets = [] } = {}) {
    const clean = Object.fromEntries(
      Object.entries(process.env).filter(([key]) => !/^(PLIMSOLL_|NODE_)/.test(key)),
    );
    const options = agent ? { NODE_OPTIONS: `--require "${AGENT}"` } : {};
    const file = name.startsWith('-') ? name : path.join(PROGRAMS, name);
    const child = spawn(NODE, [...node, file, ...args.map(String)], {
      env: { ...clean, ...options, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc'] : []), ...sockets],
    });
    return new Program(child);
  }

  constructor(child) {
    this.process = child;
    this.out = '';
    this.err = '';
    this.exit = null;
    running.add(this);
    child.stdout.setEncoding('utf8').on('data', (text) => (this.out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (this.err += text));
    this.ended = new Promise((resolve) => {
      child.on('close', (code, signal) => {
        this.exit = { code, signal };
        running.delete(this);
        resolve(this.exit);
      });
    });
  }

  get pid() {
    return this.process.pid;
  }

  /** Waits for a line of its output, and returns the first group of the pattern. */
  async said(pattern) {
    const match = await until(`${pattern} in the output`, () => {
      const found = pattern.exec(this.out);
      if (!found && this.exit) {
        throw new Error('the program has ended: ' + this.err);
      }
      return found;
    });
    return match[1];
  }

  kill(signal = 'SIGKILL') {
    this.process.kill(signal);
    return this.ended;
  }
}

module.exports = { Program, NODE, RELEASE, AGENT };
