'use strict';

const leaving = require('./leaving');

const ORIGINAL = Symbol.for('plimsoll.original');

/**
 * Puts a function around a method: once, with the name, the arity and the properties of the
 * original, taken out again when the agent leaves. Where somebody else has wrapped ours in the
 * meantime it stays in place and does nothing.
 *
 * @param make makes the wrapper of (original, isOn); it must call the original in any case
 */
function wrap(target, name, make) {
  const original = target[name];
  if (typeof original !== 'function' || original[ORIGINAL]) {
    return;
  }
  const descriptor = Object.getOwnPropertyDescriptor(target, name);
  let on = true;
  const wrapper = make(original, () => on);
  for (const key of Reflect.ownKeys(original)) {
    if (key !== 'prototype' && key !== 'arguments' && key !== 'caller') {
      Object.defineProperty(wrapper, key, Object.getOwnPropertyDescriptor(original, key));
    }
  }
  Object.defineProperty(wrapper, ORIGINAL, { value: original });
  Object.defineProperty(target, name, { ...descriptor, value: wrapper });
  leaving.undo(() => {
    on = false;
    if (target[name] === wrapper) {
      Object.defineProperty(target, name, descriptor);
    }
  });
}

module.exports = { wrap };
