'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');

/**
 * Where rings and heap snapshots lie, made if it is not there: readings of a process are for its
 * user only. Throws if it belongs to somebody else or can't be made private.
 *
 * @param state given by the supervisor or the user; undefined for one under the temporary folder
 */
function prepare(state) {
  const folder = state || path.join(os.tmpdir(), 'plimsoll-' + userName());
  make(folder);
  const owner = fs.lstatSync(folder).uid;
  if (owner !== process.getuid()) {
    throw new Error(folder + ' belongs to user ' + owner);
  }
  fs.chmodSync(folder, 0o700);
  return folder;
}

/** Step by step: Node's own `recursive` never returns for a folder below /proc. */
function make(folder) {
  if (!fs.existsSync(folder)) {
    const parent = path.dirname(folder);
    if (parent !== folder) {
      make(parent);
    }
    fs.mkdirSync(folder, { mode: 0o700 });
  }
}

/** In a container the user often has no name. */
function userName() {
  try {
    return os.userInfo().username;
  } catch {
    return String(process.getuid());
  }
}

module.exports = { prepare };
