package dev.plimsoll.app;

import dev.plimsoll.app.cli.PlimsollCommand;

/** {@code java -jar plimsoll.jar COMMAND}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(PlimsollCommand.execute(arguments));
  }
}
