'use strict';

const trouble = require('../guest/trouble');
const { Children } = require('./children');
const { Incoming } = require('./incoming');
const { Outgoing } = require('./outgoing');
const { Sockets } = require('./sockets');

/** All that is counted by owner, from the first line of the application on. */
class Tables {
  constructor() {
    this.outgoing = new Outgoing();
    this.incoming = new Incoming();
    this.sockets = new Sockets();
    this.children = new Children();
  }

  start() {
    for (const table of [this.outgoing, this.incoming, this.sockets, this.children]) {
      try {
        table.start();
      } catch (error) {
        trouble.count('owners', error);
      }
    }
  }

  /** Those that may be full. */
  get bounded() {
    return [this.outgoing.held, this.incoming.held, this.sockets.held];
  }

  /** Rows by kind. */
  rows() {
    return {
      'request-out': this.outgoing.rows(),
      'request-in': this.incoming.rows(),
      socket: this.sockets.rows(),
      child: this.children.rowsOfProcesses(),
      worker: this.children.rowsOfWorkers(),
    };
  }
}

module.exports = { Tables };
