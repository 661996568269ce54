'use strict';

const LONGEST_MS = 60_000;
const STEP_MS = 20;

/** Waits for the condition to return something truthy, and returns it. */
async function until(what, condition, limitMs = LONGEST_MS) {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await condition();
    if (found) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error('waited in vain for ' + what);
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}

module.exports = { until };
