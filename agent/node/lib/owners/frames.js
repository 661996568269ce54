'use strict';

const path = require('path');
const { fileURLToPath } = require('url');

const DEPTH = 30;
const A_SECOND = 100;
const FIRST_OF_OWNER = 32;
const ONE_IN = 128;
const AGENT = path.resolve(__dirname, '..') + path.sep;
const LIBRARY = path.sep + 'node_modules' + path.sep;

/** The place in the application's code that opened something, sampled: a stack costs microseconds. */
class Frames {
  constructor() {
    this.second = 0;
    this.taken = 0;
  }

  /** Such as `send (push.js:12)`; undefined where it was not looked at or is not known. */
  sample(owner, now) {
    const second = Math.trunc(now / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.taken = 0;
    }
    if (owner.second !== second) {
      owner.second = second;
      owner.opened = 0;
    }
    const nth = owner.opened++;
    if (this.taken >= A_SECOND || (nth >= FIRST_OF_OWNER && nth % ONE_IN !== 0)) {
      return undefined;
    }
    this.taken++;
    return here();
  }
}

/** Of the stack the first frame of the application, or else of a library. */
function here() {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const holder = {};
  try {
    Error.stackTraceLimit = DEPTH;
    Error.prepareStackTrace = (_, sites) => sites;
    Error.captureStackTrace(holder, here);
    return choose(holder.stack);
  } catch {
    // Frozen intrinsics: there is no stack to be had.
    return undefined;
  } finally {
    restore(stackTraceLimit, prepareStackTrace);
  }
}

function restore(stackTraceLimit, prepareStackTrace) {
  try {
    Error.stackTraceLimit = stackTraceLimit;
    if (prepareStackTrace === undefined) {
      delete Error.prepareStackTrace;
    } else {
      Error.prepareStackTrace = prepareStackTrace;
    }
  } catch {
    // Nothing was changed either.
  }
}

function choose(sites) {
  let library;
  for (const site of sites) {
    const file = fileOf(site);
    if (file === undefined) {
      continue;
    }
    if (!file.includes(LIBRARY)) {
      return text(site, file);
    }
    library = library || text(site, file);
  }
  return library;
}

/** Undefined for Node's own and for ours. */
function fileOf(site) {
  const name = site.getFileName();
  if (!name || name.startsWith('node:')) {
    return undefined;
  }
  const file = name.startsWith('file:') ? fileURLToPath(name) : name;
  return path.isAbsolute(file) && !file.startsWith(AGENT) ? file : undefined;
}

function text(site, file) {
  const relative = path.relative(process.cwd(), file);
  const place = (relative.startsWith('..') ? file : relative) + ':' + site.getLineNumber();
  const name = site.getFunctionName() || site.getMethodName();
  return name ? name + ' (' + place + ')' : place;
}

module.exports = { Frames };
