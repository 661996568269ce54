package dev.plimsoll.agent.programs;

/** Ends the JVM before its {@code main} could run. */
public final class ExitingEarly {
  static {
    System.out.println("exiting");
    System.exit(7);
  }

  private ExitingEarly() {}

  public static void main(String[] args) {
    System.out.println("never");
  }
}
