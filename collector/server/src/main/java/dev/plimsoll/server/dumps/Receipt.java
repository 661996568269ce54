package dev.plimsoll.server.dumps;

/** How a {@link Piece} was received. */
public sealed interface Receipt {

  /** Taken; so many bytes are here from the start, and this is how the dump stands. */
  record Taken(long received, String state) implements Receipt {}

  /** It does not continue where the file ends; the sender goes on from there. */
  record Elsewhere(long received) implements Receipt {}

  /** Nobody knows the dump, nor the run it names. */
  record Unknown(String why) implements Receipt {}

  /** What arrived is not what was announced, or is not wanted any more. */
  record Refused(String why) implements Receipt {}

  /** There is no room for it. */
  record NoRoom(String why) implements Receipt {}
}
