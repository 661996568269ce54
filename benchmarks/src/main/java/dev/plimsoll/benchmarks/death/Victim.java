package dev.plimsoll.benchmarks.death;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Holds some heap and, when a file appears, ends in the way it was told. */
final class Victim {
  private static final int BLOCK = 64 << 10;
  private static final int HELD_MIB = 40;
  private static final List<byte[]> HELD = new ArrayList<>();

  private Victim() {}

  public static void main(String[] args) throws InterruptedException {
    hold(HELD_MIB << 20);
    System.gc();
    File sign = new File(args[1]);
    while (!sign.exists()) {
      Thread.sleep(20);
    }
    switch (args[0]) {
      case "fill" -> hold(Long.MAX_VALUE);
      case "halt" -> Runtime.getRuntime().halt(9);
      case "exit" -> System.exit(3);
      default -> Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static void hold(long bytes) throws InterruptedException {
    for (long held = 0; held < bytes; held += BLOCK) {
      HELD.add(new byte[BLOCK]);
      if (held % (16L * BLOCK) == 0) {
        Thread.sleep(10);
      }
    }
  }
}
