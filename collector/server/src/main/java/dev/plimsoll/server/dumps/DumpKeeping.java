package dev.plimsoll.server.dumps;

/**
 * How many dumps are kept.
 *
 * @param perService the newest of each service
 * @param maxBytes most bytes of all together; the oldest go first, the newest always stays
 */
public record DumpKeeping(int perService, long maxBytes) {
  public static final DumpKeeping DEFAULT = new DumpKeeping(5, 20L << 30);
}
