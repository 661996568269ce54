'use strict';

const fs = require('fs');
const v8 = require('v8');
const clock = require('../guest/clock');
const trouble = require('../guest/trouble');
const { Deliveries } = require('./deliveries');
const { Episodes } = require('./episodes');
const { Speed, refusal, surroundings } = require('./plan');
const { Shelf } = require('./shelf');

const MIB = 2 ** 20;

/** So long the news that it begins has time to leave: nothing leaves while V8 writes. */
const NEWS_MS = 250;

/** Carries out the commands to dump the heap. */
class Snapshots {
  /**
   * @param around collector, folder, run, options, outbox, inbox, cgroup, maxHeap, live: function
   *     that tells bytes that are live, roughly
   */
  constructor(around) {
    this.around = around;
    this.shelf = new Shelf(around.folder, around.run);
    this.deliveries = new Deliveries(around.collector, this.shelf);
    this.episodes = new Episodes(around.maxHeap);
    this.speed = new Speed();
    this.captured = 0;
    this.busy = false;
  }

  start() {
    this.deliveries.start();
  }

  /** Called now and then, to see live heap fall between two orders. */
  tick() {
    this.episodes.isOpen(this.around.live(), clock.steady());
  }

  /** Takes the command and returns at once. */
  take(command) {
    const args = command.args || {};
    const order = {
      dump: args.dump,
      reason: args.reason || 'command',
      command: command.id,
      force: args.force === true,
    };
    if (!Shelf.isId(order.dump)) {
      this.around.inbox.tell(command.id, 'refused', 'it names no usable dump id');
    } else if (this.busy) {
      this.refuse(order, 'busy', 'Another heap snapshot of this run is being captured.');
    } else {
      this.busy = true;
      this.around.inbox.tell(command.id, 'accepted');
      this.carryOut(order)
        .catch((error) => {
          trouble.count('dump', error);
          this.refuse(order, 'failed', 'The heap snapshot failed: ' + error.message);
        })
        .finally(() => {
          this.busy = false;
        });
    }
  }

  async carryOut(order) {
    const live = this.around.live();
    const surplus = this.surplus(order, live);
    if (surplus !== undefined) {
      this.refuse(order, 'limit', surplus);
      return;
    }
    const predicted = this.speed.predict(live);
    const room = surroundings(live, this.around.folder, this.around.cgroup);
    const refused = refusal(order, predicted, room, this.around.options.maxPauseMs);
    if (refused !== undefined) {
      this.refuse(order, refused.code, refused.sentence, predicted);
      return;
    }
    this.shelf.makeRoom(this.around.options.keep, this.around.options.keepBytes, predicted.bytes);
    this.tell('dump-started', 'A heap snapshot is being captured.', order, { predicted });
    await new Promise((resolve) => clock.later(resolve, NEWS_MS));
    await this.capture(order, live, predicted);
  }

  async capture(order, live, predicted) {
    const part = this.shelf.part(order.dump);
    try {
      const before = clock.steady();
      v8.writeHeapSnapshot(part);
      const pauseMs = Math.round(clock.steady() - before);
      const sha256 = await checksum(part);
      const shelved = this.shelf.shelve(order.dump, part, sha256);
      this.captured++;
      if (order.reason === 'line') {
        this.episodes.dumped(live, clock.steady());
      }
      this.speed.learn(live, shelved.bytes, pauseMs);
      this.tell('dump-captured', captured(shelved.bytes, pauseMs), order, {
        path: shelved.file,
        bytes: shelved.bytes,
        sha256,
        pauseMs,
        tookMs: pauseMs,
        gzip: false,
        threads: 1,
        predicted,
      });
      this.around.inbox.tell(order.command, 'done');
      this.deliveries.add(shelved);
    } finally {
      fs.rmSync(part, { force: true });
    }
  }

  /** Why one more is too many; undefined if it is not. */
  surplus(order, live) {
    if (order.force) {
      return undefined;
    }
    if (this.captured >= this.around.options.perRun) {
      return `This run has been dumped ${this.captured} times already.`;
    }
    return order.reason === 'line' && this.episodes.isOpen(live, clock.steady())
      ? 'Live heap has not fallen since the last heap snapshot.'
      : undefined;
  }

  refuse(order, refusalCode, why, predicted) {
    const data = predicted ? { refusal: refusalCode, predicted } : { refusal: refusalCode };
    this.tell('dump-refused', why, order, data);
    this.around.inbox.tell(order.command, 'refused', why);
  }

  tell(kind, text, order, data) {
    const { dump, reason, command } = order;
    this.around.outbox.addEvent(kind, clock.now(), text, { dump, reason, command, ...data });
  }
}

function captured(bytes, pauseMs) {
  const size = Math.round(bytes / MIB);
  const pause = (pauseMs / 1_000).toFixed(1);
  return `A heap snapshot of ${size} MiB was captured; the application stood still for ${pause} s.`;
}

function checksum(file) {
  // Loaded when it is needed: few runs are ever dumped.
  const { createHash } = require('crypto');
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    fs.createReadStream(file, { highWaterMark: 256 << 10 })
      .on('data', (piece) => hash.update(piece))
      .on('error', reject)
      .on('end', () => resolve(hash.digest('hex')));
  });
}

module.exports = { Snapshots };
