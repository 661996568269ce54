package dev.plimsoll.wire.blackbox;

/** Where what lies in a ring of version 1. The text to it is {@code docs/black-box.md}. */
final class Layout {
  static final int SIZE = 1 << 20;

  /** {@code PLIMBBOX}, read as little endian. */
  static final long MAGIC = 0x584F_4242_4D49_4C50L;

  static final int VERSION = 1;

  static final int MAGIC_AT = 0;
  static final int VERSION_AT = 8;
  static final int SIZE_AT = 12;
  static final int NONCE_AT = 16;
  static final int CREATED_AT = 24;
  static final int NAMES_AT = 32;
  static final int NAME_SLOTS_AT = 36;
  static final int GUARD_AT = 40;
  static final int GUARD_SLOTS_AT = 44;
  static final int RICH_AT = 48;
  static final int RICH_BYTES_AT = 52;
  static final int ORIGIN_LENGTH_AT = 56;
  static final int HEADER_CHECKSUM_AT = 60;

  /** From here to {@link #ORIGIN} the header changes while the run lives. */
  static final int ACKNOWLEDGED_AT = 64;

  static final int ENDED_AT = 72;

  /** Checksum, length, and up to {@link #REPOSITORY_LIMIT} bytes. */
  static final int REPOSITORY_AT = 128;

  static final int REPOSITORY_LIMIT = 1_016;
  static final int ORIGIN = 1_152;
  static final int ORIGIN_LIMIT = 2_944;

  static final int NAMES = 4_096;
  static final int NAME_SLOTS = 256;

  /** Checksum, length, and up to {@link #NAME_LIMIT} bytes. */
  static final int NAME_SLOT_BYTES = 112;

  static final int NAME_LIMIT = 104;

  static final int GUARD = NAMES + NAME_SLOTS * NAME_SLOT_BYTES;
  static final int GUARD_SLOTS = 4_096;
  static final int GUARD_SLOT_BYTES = 64;
  static final int GUARD_CHECKSUM_AT = 56;

  static final int RICH = GUARD + GUARD_SLOTS * GUARD_SLOT_BYTES;
  static final int RICH_BYTES = SIZE - RICH;

  /** {@code PLBR}, read as little endian. */
  static final int RECORD_MAGIC = 0x5242_4C50;

  static final int RECORD_LENGTH_AT = 4;
  static final int RECORD_NUMBER_AT = 8;
  static final int RECORD_SEQ_AT = 16;
  static final int RECORD_TIME_AT = 24;
  static final int RECORD_TYPE_AT = 32;
  static final int RECORD_COUNT_AT = 34;
  static final int RECORD_CHECKSUM_AT = 36;
  static final int RECORD_HEADER_BYTES = 40;

  /** One event must not push ten minutes of samples out of the ring. */
  static final int RECORD_LIMIT = 32 << 10;

  static final int SAMPLE = 1;
  static final int EVENT = 2;

  /** Id and value of one metric. */
  static final int METRIC_BYTES = 10;

  private Layout() {}

  /** Records begin at multiples of 8, so that a reader finds the next one behind a damaged one. */
  static int padded(int length) {
    return (length + 7) & ~7;
  }
}
