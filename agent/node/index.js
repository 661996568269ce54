'use strict';

const start = require('./lib/boot/start');

module.exports = { start: start.once, detach: start.detach, run: start.run };
