'use strict';

/** Where what lies in a ring of version 1. The text to it is docs/black-box.md. */
const SIZE = 1 << 20;
const NAMES = 4_096;
const NAME_SLOTS = 256;
const NAME_SLOT_BYTES = 112;
const GUARD = NAMES + NAME_SLOTS * NAME_SLOT_BYTES;
const GUARD_SLOTS = 4_096;
const GUARD_SLOT_BYTES = 64;
const RICH = GUARD + GUARD_SLOTS * GUARD_SLOT_BYTES;

module.exports = {
  SIZE,
  MAGIC: 'PLIMBBOX',
  VERSION: 1,
  ACKNOWLEDGED_AT: 64,
  ENDED_AT: 72,
  ORIGIN: 1_152,
  ORIGIN_LIMIT: 2_944,
  NAMES,
  NAME_SLOTS,
  NAME_SLOT_BYTES,
  NAME_LIMIT: 104,
  GUARD,
  GUARD_SLOTS,
  GUARD_SLOT_BYTES,
  RICH,
  RICH_BYTES: SIZE - RICH,
  RECORD_MAGIC: 'PLBR',
  RECORD_HEADER_BYTES: 40,
  RECORD_LIMIT: 32 << 10,
  SAMPLE: 1,
  EVENT: 2,
};
