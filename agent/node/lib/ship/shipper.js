'use strict';

const zlib = require('zlib');
const clock = require('../guest/clock');
const trouble = require('../guest/trouble');
const { Backoff } = require('./backoff');
const { HttpLink } = require('./http-link');

const INGEST = '/api/v1/ingest';
const HEADERS = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
const MOST_ITEMS = 1_000;
const MOST_CHARS = 1 << 20;
const FIRST_FLUSH_MS = 1_000;
const LONGEST_FLUSH_MS = 60_000;

/** Packing more than this at once would hold up the application's loop for milliseconds. */
const PACKED_AT_ONCE = 64 << 10;

/** Sends the outbox to the collector, one batch at a time, until each is acknowledged. */
class Shipper {
  /**
   * @param owners function that lists the owners as they are now
   * @param onPolicy told of the policy in each reply
   */
  constructor(collector, identity, outbox, inbox, owners, onPolicy) {
    this.link = new HttpLink(collector);
    this.identity = identity;
    this.outbox = outbox;
    this.inbox = inbox;
    this.owners = owners;
    this.onPolicy = onPolicy;
    this.backoff = new Backoff();
    this.itemLimit = MOST_ITEMS;
    this.flushMs = FIRST_FLUSH_MS;
    this.timer = null;
    this.busy = false;
    this.resting = false;
    this.urgent = false;
    this.closed = false;
    outbox.onUrgent = () => this.hurry();
    inbox.onUrgent = () => this.hurry();
  }

  start() {
    this.schedule(0);
  }

  close() {
    this.closed = true;
    clock.clearTimeout(this.timer);
    this.link.close();
  }

  /** Sends before the flush period is over; not while the collector is away. */
  hurry() {
    this.urgent = true;
    if (!this.busy && !this.resting) {
      this.schedule(0);
    }
  }

  schedule(ms) {
    clock.clearTimeout(this.timer);
    if (!this.closed) {
      const flush = this.attempt(() => this.flush());
      this.timer = clock.later(flush, ms);
    }
  }

  /** The work; if it fails the round has failed, and the next one comes. */
  attempt(work) {
    return (...args) => {
      try {
        work(...args);
      } catch (error) {
        this.failed(error);
      }
    };
  }

  flush() {
    this.busy = true;
    this.resting = false;
    this.urgent = false;
    const parcel = this.outbox.next(this.itemLimit);
    const statuses = this.inbox.untold();
    const json = JSON.stringify({
      protocol: 1,
      sender: this.identity.run,
      runs: [this.identity],
      samples: parcel.samples,
      events: parcel.events,
      owners: this.owners(),
      commands: statuses,
      dropped: parcel.dropped,
    });
    const items = parcel.samples.length + parcel.events.length;
    if (json.length > MOST_CHARS && items > 1) {
      this.itemLimit = Math.max(1, items >> 1);
      this.over(true);
      return;
    }
    const post = (body) => {
      const headers = { ...HEADERS, 'Content-Length': body.length };
      const answered = (answer) => this.answered(answer, parcel, statuses);
      this.link.send('POST', INGEST, headers, body, this.attempt(orThrow(answered)));
    };
    pack(json, this.attempt(orThrow(post)));
  }

  answered(answer, parcel, statuses) {
    if (answer.status >= 200 && answer.status < 300) {
      const before = this.outbox.size;
      this.take(JSON.parse(answer.body), statuses);
      this.over(this.outbox.size > 0 && this.outbox.size < before);
      return;
    }
    trouble.mention('shipping', 'the collector answered ' + answer.status);
    const items = parcel.samples.length + parcel.events.length;
    if (answer.status === 413 && items > 1) {
      this.itemLimit = Math.max(1, items >> 1);
      this.over(true);
    } else if ((answer.status === 400 || answer.status === 413) && items > 0) {
      this.outbox.giveUp(parcel);
      this.over(this.outbox.size > 0);
    } else {
      this.failed(new Error('the collector answered ' + answer.status));
    }
  }

  take(reply, statuses) {
    this.outbox.acknowledge(reply.ack);
    this.inbox.told(statuses);
    this.itemLimit = Math.min(MOST_ITEMS, this.itemLimit * 2);
    this.flushMs = Math.max(100, Math.min(LONGEST_FLUSH_MS, reply.flushMs || FIRST_FLUSH_MS));
    this.backoff.reset();
    const policy = (reply.policies || {})[this.identity.run];
    if (policy) {
      this.onPolicy(policy);
    }
    this.inbox.receive(reply.commands || []);
  }

  /** A round has ended well. */
  over(more) {
    this.busy = false;
    this.outbox.returned();
    this.schedule(more || this.urgent ? 0 : this.flushMs);
  }

  failed(error) {
    trouble.mention('shipping', error.message);
    this.busy = false;
    this.resting = true;
    this.outbox.returned();
    this.schedule(this.backoff.next());
  }
}

function pack(json, callback) {
  const plain = Buffer.from(json);
  if (plain.length <= PACKED_AT_ONCE) {
    callback(undefined, zlib.gzipSync(plain, { level: 1 }));
  } else {
    zlib.gzip(plain, { level: 1 }, callback);
  }
}

function orThrow(work) {
  return (error, result) => {
    if (error) {
      throw error;
    }
    work(result);
  };
}

module.exports = { Shipper };
