'use strict';

const clock = require('../guest/clock');
const leaving = require('../guest/leaving');
const trouble = require('../guest/trouble');
const { BlackBox } = require('../blackbox/black-box');
const stateFolder = require('../blackbox/state-folder');
const { guardLine } = require('../control/guard-line');
const { Drain } = require('../drain/drain');
const { Snapshots } = require('../dump/snapshots');
const { Account } = require('../gauges/account');
const { Cgroup } = require('../gauges/cgroup');
const { Collections } = require('../gauges/collections');
const { Descriptors } = require('../gauges/descriptors');
const { Handles } = require('../gauges/handles');
const { Heap } = require('../gauges/heap');
const { maxHeap } = require('../gauges/heap-limit');
const { Loop } = require('../gauges/loop');
const { Processor } = require('../gauges/processor');
const { Requests } = require('../gauges/requests');
const { Guard } = require('../guard/guard');
const { Sampler } = require('../sampling/sampler');
const { Inbox } = require('../ship/inbox');
const { Outbox } = require('../ship/outbox');
const { Shipper } = require('../ship/shipper');
const identities = require('./identity');

const LIMITS = { samples: 900, events: 500 };
const NO_LIMITS = { samples: 0, events: 0 };
const DEFAULT_LINES = { warn: 0.7, dump: 0.75, restart: 0.8 };
const ESSENCE = [
  'rss',
  'heap.used',
  'heap.live',
  'heap.max',
  'external',
  'requests.out',
  'requests.in',
  'requests.oldest',
  'gc.cpu',
];

/** Everything that reads, tells and acts for one run. */
class Recording {
  /**
   * @param tables of what is counted by owner
   * @param say passes a message to the supervisor
   */
  constructor(settings, tables, listeners, say) {
    this.settings = settings;
    this.tables = tables;
    this.listeners = listeners;
    this.say = say;
    this.identity = identities.of(settings);
    this.folder = this.prepareFolder();
    this.blackBox = this.openBlackBox();
    const limits = settings.collector ? LIMITS : NO_LIMITS;
    this.outbox = new Outbox(settings.run, this.blackBox, limits);
    this.cgroup = new Cgroup();
    this.maxHeap = maxHeap();
    this.collections = new Collections();
    this.loop = new Loop();
    this.descriptors = new Descriptors();
    this.account = new Account(this.outbox, tables.bounded);
    this.drainer = new Drain(listeners, tables.incoming);
    this.guard = this.makeGuard();
    this.isReady = false;
  }

  start() {
    this.watch();
    this.deliver();
    const sampler = new Sampler(
      this.gauges(),
      this.account.billed((at, metrics) => this.sampled(at, metrics)),
    );
    sampler.start();
    this.guard.start();
    leaving.undo(() => sampler.close());
    leaving.undo(() => this.guard.close());
    if (!this.settings.control) {
      const text = `${this.identity.instance} runs as pid ${process.pid}.`;
      this.outbox.addEvent('started', clock.now(), text, {});
    }
    this.listeners.ports().forEach((port) => this.listening(port));
  }

  /** The supervisor wants the process to finish its work. */
  drain(atMostMs, done) {
    this.drainer.begin(atMostMs, done);
  }

  /** Where there is a supervisor, that tells of it. */
  listening(port) {
    if (!this.isReady && !this.settings.control) {
      this.isReady = true;
      const text = `${this.identity.instance} listens on port ${port}.`;
      this.outbox.addEvent('ready', clock.now(), text, {});
    }
  }

  watch() {
    this.collections.start();
    this.loop.start();
    this.tables.outgoing.patchHttp();
    this.watchTheEnd();
  }

  /** No listener of ours changes how the process ends, and none takes time. */
  watchTheEnd() {
    const monitor = trouble.guarded('uncaught', (error, origin) => {
      const text = error && error.stack ? String(error.stack) : String(error);
      const [first] = text.split('\n', 1);
      const data = { origin, stack: text.slice(0, 8_000) };
      this.outbox.addEvent('uncaught-exception', clock.now(), 'Uncaught: ' + first, data);
    });
    const exit = trouble.guarded('exit', () => {
      this.blackBox.ended(clock.now());
      if (!this.settings.control) {
        this.blackBox.remove();
      }
    });
    process.on('uncaughtExceptionMonitor', monitor);
    process.on('exit', exit);
    leaving.undo(() => process.removeListener('uncaughtExceptionMonitor', monitor));
    leaving.undo(() => process.removeListener('exit', exit));
  }

  deliver() {
    if (!this.settings.collector) {
      return;
    }
    const inbox = new Inbox(this.settings.run, {
      dump: (command) => this.takeDump(command, inbox),
    });
    this.snapshots = this.makeSnapshots(inbox);
    const shipper = new Shipper(
      this.settings.collector,
      this.identity,
      this.outbox,
      inbox,
      this.account.billed(() => this.owners()),
      (policy) => this.guard.hold(policy.lines),
    );
    leaving.undo(() => shipper.close());
    shipper.start();
    if (this.snapshots) {
      this.snapshots.start();
    }
  }

  takeDump(command, inbox) {
    if (this.snapshots) {
      this.snapshots.take(command);
    } else {
      inbox.tell(command.id, 'refused', 'there is no folder for it: set PLIMSOLL_STATE');
    }
  }

  makeSnapshots(inbox) {
    if (!this.folder) {
      return null;
    }
    return new Snapshots({
      collector: this.settings.collector,
      folder: this.folder,
      run: this.settings.run,
      options: this.settings.dumps,
      outbox: this.outbox,
      inbox,
      cgroup: this.cgroup,
      maxHeap: this.maxHeap,
      live: () => this.live(),
    });
  }

  makeGuard() {
    const { control, run, lines } = this.settings;
    return new Guard(
      this.collections,
      this.maxHeap,
      lines || DEFAULT_LINES,
      control ? guardLine(control, run) : null,
      this.blackBox,
      this.cgroup,
    );
  }

  /** Where live heap is not known yet, what is used is the safe guess. */
  live() {
    const used = process.memoryUsage().heapUsed;
    const known = this.collections.live;
    return known === undefined ? used : Math.min(known, used);
  }

  gauges() {
    return [
      new Heap(this.maxHeap),
      this.collections,
      this.loop,
      new Processor(),
      this.cgroup,
      this.descriptors,
      new Handles(),
      new Requests(this.tables),
      this.tables.children,
      this.account,
    ];
  }

  sampled(at, metrics) {
    this.outbox.addSample(at, metrics);
    const essence = {};
    for (const name of ESSENCE) {
      if (metrics[name] !== undefined) {
        essence[name] = metrics[name];
      }
    }
    this.say({ type: 'status', metrics: essence });
    if (this.snapshots) {
      this.snapshots.tick();
    }
  }

  owners() {
    const { run } = this.settings;
    const listener = this.listeners.rows();
    const file = this.descriptors.owners();
    return Object.entries({ ...this.tables.rows(), listener, file }).flatMap(([kind, rows]) =>
      rows.map((row) => ({ run, kind, ...row })),
    );
  }

  /** Undefined where there is none to be had: then there are no snapshots and no black box. */
  prepareFolder() {
    try {
      return stateFolder.prepare(this.settings.state);
    } catch (error) {
      trouble.mention('state folder', 'going on without: ' + error.message);
      return undefined;
    }
  }

  /** Without a supervisor nobody would look for it, unless the user has named a folder. */
  openBlackBox() {
    const wanted = this.folder && (this.settings.control || this.settings.state);
    return wanted
      ? BlackBox.open(this.folder, identities.originOf(this.identity, this.settings))
      : BlackBox.none();
  }
}

module.exports = { Recording };
