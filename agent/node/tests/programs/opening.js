'use strict';

// Opens five of each, closes two, and waits.
const { spawn } = require('child_process');
const fs = require('fs');
const net = require('net');
const path = require('path');

const peer = Number(process.argv[2]);
const folder = process.argv[3];

function openChild() {
  return spawn('sleep', ['60']);
}

setTimeout(() => {
  const sockets = Array.from({ length: 5 }, () => net.connect(peer, '127.0.0.1'));
  const files = Array.from({ length: 5 }, (_, i) => fs.openSync(path.join(folder, 'upload-' + i), 'w'));
  const children = Array.from({ length: 5 }, openChild);
  const servers = Array.from({ length: 5 }, () => net.createServer().listen(0, '127.0.0.1'));
  setTimeout(() => {
    sockets.slice(0, 2).forEach((socket) => socket.destroy());
    files.slice(0, 2).forEach((file) => fs.closeSync(file));
    children.slice(0, 2).forEach((child) => child.kill());
    servers.slice(0, 2).forEach((server) => server.close());
    console.log('opened');
  }, 300);
  process.on('SIGTERM', () => {
    children.forEach((child) => child.kill());
    process.exit();
  });
}, 200);
setInterval(() => {}, 1_000);
