package dev.plimsoll.app.e2e;

import java.io.IOException;

/** A program that knows nothing of Plimsoll, and waits until its input ends. */
public final class Standing {
  private Standing() {}

  public static void main(String[] args) throws IOException {
    System.out.println("standing");
    while (System.in.read() >= 0) {
      // Waiting.
    }
  }
}
