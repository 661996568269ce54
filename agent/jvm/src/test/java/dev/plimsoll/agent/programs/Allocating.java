package dev.plimsoll.agent.programs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes garbage without end. Each number on its input is the percentage of max heap to keep alive
 * from then on.
 */
public final class Allocating {
  private static final int BLOCK = 4080;
  private static final List<byte[]> KEPT = new ArrayList<>();
  private static volatile Object unused = KEPT;

  private Allocating() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    long max = Runtime.getRuntime().maxMemory();
    Random random = new Random(1);
    StringBuilder number = new StringBuilder();
    while (true) {
      if (System.in.available() > 0) {
        int next = System.in.read();
        if (next == '\n') {
          keep(max * Integer.parseInt(number.toString()) / 100);
          number.setLength(0);
        } else {
          number.append((char) next);
        }
      }
      for (int i = 0; i < 256; i++) {
        unused = new byte[BLOCK];
      }
      if (!KEPT.isEmpty()) {
        KEPT.set(random.nextInt(KEPT.size()), new byte[BLOCK]);
      }
      Thread.sleep(2);
    }
  }

  private static void keep(long bytes) {
    while (KEPT.size() * (BLOCK + 16L) < bytes) {
      KEPT.add(new byte[BLOCK]);
    }
  }
}
