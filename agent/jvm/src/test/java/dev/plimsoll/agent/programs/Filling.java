package dev.plimsoll.agent.programs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps small objects alive until so many percent of max heap are in use after a collection, says
 * {@code filled}, and waits; with 100 it waits for its input to end first, then goes on until there
 * is no memory left, and dies of it.
 */
public final class Filling {
  private static final int NODES = 4_096;
  private static final long MEBIBYTE = 1 << 20;
  private static final List<Node> KEPT = new ArrayList<>(1 << 16);

  private Filling() {}

  /** 32 bytes with compressed pointers, as most objects of most heaps are small. */
  private static final class Node {
    private final Node next;
    private final long number;

    Node(Node next, long number) {
      this.next = next;
      this.number = number;
    }
  }

  public static void main(String[] args) throws IOException {
    long max = Runtime.getRuntime().maxMemory();
    double share = Integer.parseInt(args[0]) / 100.0;
    while (share >= 1 && System.in.read() >= 0) {
      // Waiting.
    }
    while (share >= 1 || used() < max * share) {
      long chains = Math.max(1, (long) ((max * share - used()) / 2 / (NODES * 32)));
      for (long i = 0; i < chains || share >= 1; i++) {
        KEPT.add(chain());
      }
      System.gc();
    }
    System.out.println("filled " + used() / MEBIBYTE + " of " + max / MEBIBYTE);
    while (System.in.read() >= 0) {
      // Waiting.
    }
    System.out.println(KEPT.get(0).next.number);
  }

  private static Node chain() {
    Node node = null;
    for (int i = 0; i < NODES; i++) {
      node = new Node(node, i);
    }
    return node;
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
