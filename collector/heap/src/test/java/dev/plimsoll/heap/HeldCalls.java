package dev.plimsoll.heap;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A program that holds a known heap, says so, and ends when its input does. */
public final class HeldCalls {
  private static final Map<Long, PendingCall> CALLS = new ConcurrentHashMap<>();

  private HeldCalls() {}

  static final class PendingCall {
    final long id;
    final byte[] payload;

    PendingCall(long id, byte[] payload) {
      this.id = id;
      this.payload = payload;
    }
  }

  /** Arguments: how many calls, bytes of each payload. */
  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[0]);
    int bytes = Integer.parseInt(args[1]);
    for (long id = 0; id < count; id++) {
      CALLS.put(id, new PendingCall(id, new byte[bytes]));
    }
    System.out.println("holding");
    if (System.in.read() >= 0) {
      throw new IllegalStateException("nobody should write to this program");
    }
  }
}
