'use strict';

const fs = require('fs');
const clock = require('../guest/clock');
const trouble = require('../guest/trouble');
const { Backoff } = require('../ship/backoff');
const { HttpLink } = require('../ship/http-link');

const PIECE = 8 << 20;
const STARTS = 3;
const LOOKS_AT_STATE = 60;
const LOOK_MS = 1_000;

/** The news of the run may still be on its way. */
const LONGEST_UNKNOWN_MS = 600_000;

const HELD = new Set(['stored', 'analysing', 'ready']);

/** Uploads one snapshot in pieces, from wherever the collector says it has come to. */
class Upload {
  constructor(collector, shelved) {
    this.link = new HttpLink(collector);
    this.shelved = shelved;
    this.path = '/api/v1/dumps/' + shelved.dump;
    this.backoff = new Backoff();
  }

  /** Resolves when the collector holds all of it: true; or will not have it: false. */
  async run() {
    try {
      for (let start = 0; start < STARTS; start++) {
        if (!(await this.sendAll())) {
          return false;
        }
        if (await this.isHeld()) {
          return true;
        }
      }
      return false;
    } finally {
      this.link.close();
    }
  }

  async sendAll() {
    const { bytes } = this.shelved;
    let received = 0;
    let knownAt = clock.steady();
    while (received < bytes) {
      const answer = await this.sendPiece(received);
      if (answer && (isSuccess(answer.status) || answer.status === 409)) {
        received = Math.max(0, Number(JSON.parse(answer.body).received) || 0);
        knownAt = clock.steady();
        this.backoff.reset();
      } else if (answer && isFinal(answer.status, clock.steady() - knownAt)) {
        trouble.mention('dump upload', 'the collector answered ' + answer.status);
        return false;
      } else {
        await pause(this.backoff.next());
      }
    }
    return true;
  }

  sendPiece(from) {
    const { file, bytes, run, sha256 } = this.shelved;
    const to = Math.min(bytes, from + PIECE) - 1;
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Length': to - from + 1,
      'Content-Range': `bytes ${from}-${to}/${bytes}`,
      'Plimsoll-Run': run,
      'Plimsoll-Sha256': sha256,
    };
    const body = fs.createReadStream(file, { start: from, end: to, highWaterMark: 256 << 10 });
    return this.ask('PUT', this.path + '/file', headers, body);
  }

  /** Whether the collector has checked and kept it. */
  async isHeld() {
    for (let look = 0; look < LOOKS_AT_STATE; look++) {
      const answer = await this.ask('GET', this.path, {}, undefined);
      const state = answer && isSuccess(answer.status) ? JSON.parse(answer.body).state : undefined;
      if (HELD.has(state)) {
        return true;
      }
      if (state === 'failed') {
        return false;
      }
      await pause(LOOK_MS);
    }
    return false;
  }

  /** Undefined if there was no answer. */
  ask(method, path, headers, body) {
    return new Promise((resolve) => {
      this.link.send(method, path, headers, body, (error, answer) => {
        if (error) {
          trouble.mention('dump upload', error.message);
        }
        resolve(answer);
      });
    });
  }
}

/** A server that is away or overloaded is asked again; one that says no is believed. */
function isFinal(status, unknownMs) {
  if (status === 404) {
    return unknownMs >= LONGEST_UNKNOWN_MS;
  }
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function isSuccess(status) {
  return status >= 200 && status < 300;
}

function pause(ms) {
  return new Promise((resolve) => clock.later(resolve, ms));
}

module.exports = { Upload };
