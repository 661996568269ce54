package dev.plimsoll.supervisor.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A program that dies in the way it is told to: {@code heap}, {@code exit} or {@code fault}. */
public final class Victim {
  private static final List<long[]> KEPT = new ArrayList<>();

  private Victim() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "heap" -> fill();
      case "exit" -> System.exit(3);
      default -> fault();
    }
  }

  private static void fill() {
    while (true) {
      KEPT.add(new long[1 << 17]);
    }
  }

  /** A signal of that kind is a crash to the JVM, whoever sends it. */
  private static void fault() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-SEGV", "" + ProcessHandle.current().pid()).start().waitFor();
    Thread.currentThread().join();
  }
}
