// The way in for `node --import plimsoll-agent/register app.mjs`.
import './register.js';
