'use strict';

const clock = require('../guest/clock');
const trouble = require('../guest/trouble');

const REMEMBERED = 256;

/**
 * Commands received. Each comes again in every reply until its status has arrived; each id is
 * carried out once, and its last status is told until a reply has come without the command.
 */
class Inbox {
  /** @param handlers by type of command; each starts the work and returns at once */
  constructor(run, handlers) {
    this.run = run;
    this.handlers = handlers;
    this.statuses = new Map();
    this.waiting = new Map();
    /** Called when there is news that must not wait for the next flush. */
    this.onUrgent = () => {};
  }

  /** News of a command, for the next batch. */
  tell(id, state, text) {
    const status = text === undefined ? { id, state } : { id, state, text };
    this.remember(id, status);
    this.waiting.set(id, status);
    this.onUrgent();
  }

  untold() {
    return [...this.waiting.values()];
  }

  /** These have reached the collector. */
  told(statuses) {
    for (const status of statuses) {
      if (this.waiting.get(status.id) === status) {
        this.waiting.delete(status.id);
      }
    }
  }

  receive(commands) {
    for (const command of commands) {
      if (command.run === this.run && this.isNew(command)) {
        this.handle(command);
      }
    }
  }

  isNew(command) {
    if (!this.statuses.has(command.id)) {
      this.remember(command.id, null);
      return true;
    }
    const known = this.statuses.get(command.id);
    if (known) {
      this.waiting.set(command.id, known);
    }
    return false;
  }

  handle(command) {
    if (command.expiresAt <= clock.now()) {
      this.tell(command.id, 'refused', 'it had expired when it reached the agent');
      return;
    }
    const handler = this.handlers[command.type];
    if (!Object.hasOwn(this.handlers, command.type)) {
      const unknown = 'the Node agent does not know the command ' + command.type;
      this.tell(command.id, 'failed', unknown);
      return;
    }
    try {
      handler(command);
    } catch (error) {
      trouble.count('command', error);
      this.tell(command.id, 'failed', String(error));
    }
  }

  remember(id, status) {
    this.statuses.delete(id);
    this.statuses.set(id, status);
    if (this.statuses.size > REMEMBERED) {
      this.statuses.delete(this.statuses.keys().next().value);
    }
  }
}

module.exports = { Inbox };
