package dev.plimsoll.agent.guard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * The line {@code {"type":"overload",...}}, written digit by digit into a buffer that was there
 * before: no text is made of it.
 */
final class OverloadNote {
  private static final byte[] FRACTION = ascii("{\"type\":\"overload\",\"fraction\":0.");
  private static final byte[] WHOLE = ascii("{\"type\":\"overload\",\"fraction\":1.");
  private static final byte[] LIVE = ascii(",\"live\":");
  private static final byte[] MAX = ascii(",\"max\":");
  private static final byte[] WHY = ascii(",\"why\":\"");
  private static final byte[] END = ascii("\"}\n");
  private static final int DECIMALS = 10_000;

  private final Map<Verdict, byte[]> reasons = new EnumMap<>(Verdict.class);
  private final byte[] digits = new byte[20];

  OverloadNote() {
    for (Verdict verdict : Verdict.values()) {
      reasons.put(verdict, ascii(verdict.why()));
    }
  }

  /** Puts the line into the buffer, which must have room for 300 bytes. */
  void write(ByteBuffer out, Look look, Verdict verdict) {
    long live =
        look.hasLive() && verdict != Verdict.FULL ? Math.min(look.live, look.used) : look.used;
    long parts = Math.min(DECIMALS, live * DECIMALS / look.max);
    out.put(parts == DECIMALS ? WHOLE : FRACTION);
    long fraction = parts % DECIMALS;
    for (long unit = DECIMALS / 10; unit > 0; unit /= 10) {
      out.put((byte) ('0' + fraction / unit % 10));
    }
    out.put(LIVE);
    number(out, live);
    out.put(MAX);
    number(out, look.max);
    out.put(WHY);
    out.put(reasons.get(verdict));
    out.put(END);
  }

  private void number(ByteBuffer out, long value) {
    int at = digits.length;
    long left = value;
    do {
      digits[--at] = (byte) ('0' + left % 10);
      left /= 10;
    } while (left > 0);
    out.put(digits, at, digits.length - at);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
