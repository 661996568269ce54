'use strict';

// The agent's own sockets: they are counted for `agent.sockets`, and nowhere else.
const OWN = Symbol('plimsoll.own');
let opening = false;
let open = 0;

/** Runs the work, which opens sockets of the agent: whoever watches sockets looks away. */
function whileOpening(work) {
  const before = opening;
  opening = true;
  try {
    return work();
  } finally {
    opening = before;
  }
}

/** Marks a socket as ours. It never keeps the process alive. */
function adopt(socket) {
  if (socket[OWN]) {
    return;
  }
  socket[OWN] = true;
  open++;
  socket.once('close', () => {
    open--;
  });
  socket.unref();
}

module.exports = {
  whileOpening,
  adopt,
  isOpening: () => opening,
  is: (socket) => socket[OWN] === true,
  sockets: () => open,
};
