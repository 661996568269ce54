'use strict';

// The same tests with the programs in other releases of Node; npm's package `node` carries them.
// Usage: node tests/versions.js FOLDER [RELEASE...]
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const RELEASES = ['18', '20', '22', '24'];

const [folder, ...chosen] = process.argv.slice(2);
const failed = [];
for (const release of chosen.length > 0 ? chosen : RELEASES) {
  const place = path.resolve(folder, 'node-' + release);
  const binary = path.join(place, 'node_modules', 'node', 'bin', 'node');
  if (!fs.existsSync(binary)) {
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(path.join(place, 'package.json'), '{"private":true}');
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', 'node@' + release], place);
  }
  console.log('--- Node ' + release);
  const environment = { ...process.env, PLIMSOLL_TEST_NODE: binary };
  if (run('npm', ['run', '--silent', 'test'], path.resolve(__dirname, '..'), environment) !== 0) {
    failed.push(release);
  }
}
if (failed.length > 0) {
  console.error('failed in Node ' + failed.join(', '));
  process.exitCode = 1;
}

function run(command, args, cwd, env = process.env) {
  return spawnSync(command, args, { cwd, env, stdio: 'inherit' }).status;
}
