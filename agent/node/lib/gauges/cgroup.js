'use strict';

const fs = require('fs');
const path = require('path');
const { readNumber, readText } = require('./proc-file');

/** Version 1 writes the largest page-aligned number for "none"; nothing real comes near. */
const NO_LIMIT = 2 ** 60;

const NAMES = {
  1: { used: 'memory.usage_in_bytes', limit: 'memory.limit_in_bytes', idle: 'total_inactive_file' },
  2: { used: 'memory.current', limit: 'memory.max', idle: 'inactive_file' },
};

/**
 * Memory of the container: what it uses, and the tightest limit from the process's own cgroup up to
 * the root of what is mounted.
 */
class Cgroup {
  /** @param root where proc and sys are; '/' outside tests */
  constructor(root = '/') {
    this.levels = levelsOf(root);
  }

  read(metrics) {
    if (this.levels.length === 0) {
      return;
    }
    const used = readNumber(this.levels[0].used);
    if (used !== undefined) {
      metrics['cgroup.used'] = used;
    }
    const limits = this.levels.map((level) => readNumber(level.limit) || NO_LIMIT);
    const tightest = Math.min(...limits);
    if (tightest < NO_LIMIT) {
      metrics['cgroup.limit'] = tightest;
    }
  }

  /**
   * How much more memory this process may take before its container is full, bytes; Infinity where
   * no level has a limit. File pages that nobody has touched lately are not counted as used: the
   * kernel drops them before it kills.
   */
  room() {
    let least = Infinity;
    for (const level of this.levels) {
      const limit = readNumber(level.limit) || NO_LIMIT;
      const used = readNumber(level.used);
      if (limit < NO_LIMIT && used !== undefined) {
        const idle = new RegExp('^' + level.idle + ' (\\d+)', 'm').exec(readText(level.stat) || '');
        least = Math.min(least, Math.max(0, limit - used + (idle ? Number(idle[1]) : 0)));
      }
    }
    return least;
  }
}

/** The process's own cgroup first. */
function levelsOf(root) {
  const place = find(root, 1) || find(root, 2);
  const levels = [];
  for (let at = place && place.folder; at; at = at === place.mount ? null : path.dirname(at)) {
    const names = NAMES[place.version];
    levels.push({
      used: path.join(at, names.used),
      limit: path.join(at, names.limit),
      stat: path.join(at, 'memory.stat'),
      idle: names.idle,
    });
  }
  return levels;
}

function find(root, version) {
  const own = ownPath(readText(path.join(root, 'proc/self/cgroup')) || '', version);
  const mount = mountOf(textOf(path.join(root, 'proc/self/mountinfo')), version);
  if (own === undefined || mount === undefined) {
    return undefined;
  }
  const top = path.join(root, mount.point);
  const folder = below(top, own, mount.root);
  // The root cgroup of version 2 has no memory files: then there is nothing to read.
  return fs.existsSync(path.join(folder, NAMES[version].used))
    ? { folder, mount: top, version }
    : undefined;
}

/** Lines are `id:controllers:path`; version 2 has id 0 and no controllers. */
function ownPath(text, version) {
  for (const line of text.split('\n')) {
    const [id, controllers, ...rest] = line.split(':');
    const fits = version === 2 ? id === '0' && controllers === '' : hasMemory(controllers || '');
    if (fits && rest.length > 0) {
      return rest.join(':');
    }
  }
  return undefined;
}

/** Root of the mount within its hierarchy, and mount point. */
function mountOf(text, version) {
  for (const line of text.split('\n')) {
    const [left, right] = line.split(' - ', 2).map((half) => half.split(' '));
    const fits =
      right &&
      (version === 2
        ? right[0] === 'cgroup2'
        : right[0] === 'cgroup' && right.length > 2 && hasMemory(right[2]));
    if (fits && left.length > 4) {
      return { root: left[3], point: left[4] };
    }
  }
  return undefined;
}

/**
 * In a container the path may be that of the host, of which only the lower part, or nothing, is
 * mounted here: then the nearest folder that exists is taken.
 */
function below(top, own, mountRoot) {
  const rest = mountRoot !== '/' && own.startsWith(mountRoot) ? own.slice(mountRoot.length) : own;
  if (rest.includes('..')) {
    return top;
  }
  let folder = path.join(top, rest);
  while (folder !== top && folder.startsWith(top) && !fs.existsSync(folder)) {
    folder = path.dirname(folder);
  }
  return folder.startsWith(top) ? folder.replace(/\/$/, '') || '/' : top;
}

function hasMemory(controllers) {
  return controllers.split(',').includes('memory');
}

/** Longer than a page: a host has hundreds of mounts. */
function textOf(file) {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

module.exports = { Cgroup };
