'use strict';

const trouble = require('./trouble');

// What the agent has put into the process and has to take back.
const undoings = [];

/** Registers how to take something back; in reverse order at the end. */
function undo(work) {
  undoings.push(work);
}

function leave() {
  while (undoings.length > 0) {
    try {
      undoings.pop()();
    } catch (error) {
      trouble.count('leaving', error);
    }
  }
}

module.exports = { undo, leave };
