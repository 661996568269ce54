'use strict';

// Errors inside the agent: counted, told on standard error only where somebody asked for it.
const told = new Set();
const MOST_TOLD = 100;
const debugging = process.env.PLIMSOLL_DEBUG === '1';
let errors = 0;

/** Says it once, if the user wants to hear of it. */
function mention(where, what) {
  const text = where + ': ' + what;
  if (!debugging || told.size >= MOST_TOLD || told.has(text)) {
    return;
  }
  told.add(text);
  try {
    process.stderr.write('[plimsoll] ' + text + '\n');
  } catch {
    // Whoever closed standard error does not want to hear of it.
  }
}

function count(where, error) {
  errors++;
  if (debugging) {
    mention(where, error && error.stack ? error.stack : String(error));
  }
}

/** The function, at the border to the application: whatever it throws ends here. */
function guarded(where, work) {
  return function guarded(...args) {
    try {
      return work.apply(this, args);
    } catch (error) {
      count(where, error);
      return undefined;
    }
  };
}

module.exports = { count, mention, guarded, errors: () => errors };
