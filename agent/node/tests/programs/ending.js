'use strict';

// Ends in one of many ways.
const ways = {
  naturally: () => console.log('done'),
  soon: () => setTimeout(() => console.log('done'), 50),
  code: () => {
    console.log('done');
    process.exitCode = 7;
  },
  exit: () => process.exit(3),
  throws: () => setTimeout(() => {
    throw new Error('thrown in a timer');
  }, 1_500),
  asked: () => {
    process.on('SIGUSR2', () => {
      throw new Error('thrown when asked');
    });
    setInterval(() => {}, 1_000);
    console.log('waiting');
  },
  rejects: () => Promise.reject(new Error('rejected')),
  beforeExit: () => {
    let times = 0;
    process.on('beforeExit', () => console.log('beforeExit ' + ++times));
  },
};
ways[process.argv[2]]();
