'use strict';

const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const APPS = path.resolve(__dirname, '../apps');

/** The folder of a program with its packages in it; fetched by npm if it is not there yet. */
function install(app, folder, node) {
  const place = path.join(folder, app.name.replace(/\W+/g, '-').toLowerCase());
  const wanted = JSON.stringify({ private: true, dependencies: app.packages, overrides: app.overrides });
  const manifest = path.join(place, 'package.json');
  if (!fs.existsSync(manifest) || fs.readFileSync(manifest, 'utf8') !== wanted) {
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(manifest, wanted);
    run('npm', ['install', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'], place, () => {
      fs.rmSync(manifest);
    });
    provide(app, place);
    if (app.prepare) {
      run(node, app.prepare, place, () => fs.rmSync(manifest));
    }
  } else {
    provide(app, place);
  }
  return place;
}

/** The program of a release, which npm's package `node` carries; or that file, if it is one. */
function nodeOf(release, folder) {
  if (fs.existsSync(release)) {
    return path.resolve(release);
  }
  const app = { name: 'node-' + release, packages: { node: release }, start: [''], config: {} };
  return path.join(install(app, folder), 'node_modules/node/bin/node');
}

/** Its own files, anew each time: a program may have changed them. */
function provide(app, place) {
  const source = path.join(APPS, app.folder || app.start[0]);
  if (app.folder) {
    fs.cpSync(source, place, { recursive: true });
  } else if (fs.existsSync(source) && fs.statSync(source).isFile()) {
    fs.copyFileSync(source, path.join(place, app.start[0]));
  }
  for (const [name, text] of Object.entries(app.config || {})) {
    fs.writeFileSync(path.join(place, name), text);
  }
}

function run(command, args, cwd, undo) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) {
    undo();
    throw new Error([command, ...args].join(' ') + ' failed:\n' + stdout + stderr);
  }
}

module.exports = { install, nodeOf };
