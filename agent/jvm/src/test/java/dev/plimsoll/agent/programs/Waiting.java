package dev.plimsoll.agent.programs;

import java.io.IOException;

/**
 * Does nothing until its input ends, then leaves {@code main}, or exits with the code it is given.
 */
public final class Waiting {
  private Waiting() {}

  public static void main(String[] args) throws IOException {
    while (System.in.read() >= 0) {
      // Waiting.
    }
    if (args.length > 0) {
      System.exit(Integer.parseInt(args[0]));
    }
  }
}
