'use strict';

const fs = require('fs');
const path = require('path');
const trouble = require('../guest/trouble');

const FORMAT = '.heapsnapshot';
const PART = '.part';
const SLIP = '.json';
const ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/**
 * The folder where snapshots lie until the collector has them, for this user only: a heap holds
 * secrets. Beside each lies a slip that says what it is, so that the next run can deliver what a
 * dead one could not. The slip comes first: a snapshot under its final name is whole and has one.
 */
class Shelf {
  constructor(folder, run) {
    this.folder = folder;
    this.run = run;
  }

  static isId(dump) {
    return typeof dump === 'string' && ID.test(dump);
  }

  /** Where a snapshot is written; its name says by whom. */
  part(dump) {
    return path.join(this.folder, dump + '.' + process.pid + PART + FORMAT);
  }

  /** Puts a finished part on the shelf. */
  shelve(dump, part, sha256) {
    const file = path.join(this.folder, dump + FORMAT);
    fs.chmodSync(part, 0o600);
    const bytes = fs.statSync(part).size;
    const name = path.basename(file);
    const slip = { dump, run: this.run, pid: process.pid, file: name, bytes, sha256 };
    const unfinished = this.slipOf(dump) + PART;
    fs.writeFileSync(unfinished, JSON.stringify(slip), { mode: 0o600 });
    fs.renameSync(unfinished, this.slipOf(dump));
    fs.renameSync(part, file);
    return { dump, run: this.run, file, bytes, sha256 };
  }

  remove(shelved) {
    fs.rmSync(shelved.file, { force: true });
    fs.rmSync(this.slipOf(shelved.dump), { force: true });
  }

  /** The collector will never have it: it stays here for people, without its slip. */
  keepForPeople(shelved) {
    fs.rmSync(this.slipOf(shelved.dump), { force: true });
  }

  /** What dead runs have left; parts that they had begun are removed. */
  orphans() {
    const found = [];
    for (const name of this.list()) {
      const part = /\.(\d+)\.part\.heapsnapshot$/.exec(name);
      if (part && isDead(Number(part[1]))) {
        fs.rmSync(path.join(this.folder, name), { force: true });
      }
      const slip = name.endsWith(SLIP) ? this.read(name) : undefined;
      if (slip && slip.run !== this.run && isDead(slip.pid)) {
        found.push(slip);
      }
    }
    return found;
  }

  /** Whether another run may leave something yet. */
  hasLivingSibling() {
    return this.list().some((name) => {
      const part = /\.(\d+)\.part\.heapsnapshot$/.exec(name);
      const slip = name.endsWith(SLIP) ? this.read(name) : undefined;
      const pid = part ? Number(part[1]) : slip && slip.pid;
      return pid !== undefined && pid !== process.pid && !isDead(pid);
    });
  }

  /** Makes room for a new one: the oldest go. */
  makeRoom(keep, keepBytes, coming) {
    const files = this.list()
      .filter((name) => name.endsWith(FORMAT) && !name.includes(PART))
      .map((name) => ({ name, ...this.look(name) }))
      .sort((a, b) => a.at - b.at);
    let bytes = files.reduce((sum, file) => sum + file.bytes, coming);
    while (files.length > 0 && (files.length >= keep || bytes > keepBytes)) {
      const oldest = files.shift();
      bytes -= oldest.bytes;
      fs.rmSync(path.join(this.folder, oldest.name), { force: true });
      fs.rmSync(this.slipOf(oldest.name.slice(0, -FORMAT.length)), { force: true });
    }
  }

  slipOf(dump) {
    return path.join(this.folder, dump + SLIP);
  }

  look(name) {
    try {
      const stat = fs.statSync(path.join(this.folder, name));
      return { at: stat.mtimeMs, bytes: stat.size };
    } catch {
      return { at: 0, bytes: 0 };
    }
  }

  list() {
    try {
      return fs.readdirSync(this.folder);
    } catch (error) {
      trouble.count('dump shelf', error);
      return [];
    }
  }

  /** Undefined for what is no slip of a whole snapshot. */
  read(name) {
    try {
      const slip = JSON.parse(fs.readFileSync(path.join(this.folder, name), 'utf8'));
      const file = path.join(this.folder, path.basename(slip.file));
      const whole = Shelf.isId(slip.dump) && fs.statSync(file).size === slip.bytes;
      return whole && file.endsWith(FORMAT) ? { ...slip, file } : undefined;
    } catch {
      return undefined;
    }
  }
}

function isDead(pid) {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

module.exports = { Shelf };
