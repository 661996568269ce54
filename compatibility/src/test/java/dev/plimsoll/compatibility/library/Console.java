package dev.plimsoll.compatibility.library;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** How a program and its test talk: a line is an order, a line is the answer. */
final class Console {
  /** What the program does when told. */
  interface Orders {
    /** Returns what is to be answered, in one line. */
    String carryOut(String[] words) throws Exception;
  }

  /** Begins each line of ours: libraries print, too. */
  static final String MARK = "> ";

  private Console() {}

  /** Until there is no input any more, which ends the process. */
  static void serve(String greeting, Orders orders) throws Exception {
    System.out.println(MARK + greeting);
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(MARK + orders.carryOut(line.split(" ", -1)));
      }
    } catch (IOException e) {
      System.exit(1);
    }
    System.exit(0);
  }
}
