'use strict';

const start = require('./lib/boot/start');

module.exports = { start: start.once, attach: start.attach, detach: start.detach, run: start.run };
