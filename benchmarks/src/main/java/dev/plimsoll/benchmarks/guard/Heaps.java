package dev.plimsoll.benchmarks.guard;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Programs that fill a heap of which the fractions are meant, all of it in small objects. The first
 * argument names the program, the second is the pace of a leak, MB/s. Prints {@code oom} when an
 * {@code OutOfMemoryError} was thrown, and {@code done} at the end.
 */
public final class Heaps {
  private static final long MB = 1 << 20;
  private static final int STEP = 256 * 1024;
  private static final int SMALLEST = 512;
  private static final int NODE_BYTES = 24;
  private static final int ARRAY_BYTES = 16;

  /** What the JDK, the agent and this class keep alive themselves. */
  private static final long OWN = 6 * MB;

  private static final class Node {
    @SuppressWarnings("unused") // it is there to be reachable
    private final @Nullable Node next;

    @SuppressWarnings("unused")
    private final byte[] payload;

    Node(@Nullable Node next, byte[] payload) {
      this.next = next;
      this.payload = payload;
    }
  }

  private final Random random = new Random(1);
  private final long max;
  private volatile @Nullable Node kept;
  private volatile @Nullable Object unused;
  private long keptBytes;

  private Heaps(long max) {
    this.max = max;
  }

  public static void main(String[] args) throws InterruptedException {
    long max = 0;
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("-Xmx")) {
        max = Long.parseLong(flag.substring("-Xmx".length(), flag.length() - 1)) * MB;
      }
    }
    awaitStart();
    try {
      new Heaps(max).run(args[0], args.length > 1 ? Double.parseDouble(args[1]) : 0);
      System.out.println("done");
    } catch (OutOfMemoryError e) {
      System.out.println("oom");
    }
  }

  /** The agent takes its time after main has begun; the story begins when it is told to. */
  private static void awaitStart() {
    try {
      if (System.in.read() < 0) {
        System.exit(0);
      }
    } catch (IOException e) {
      System.exit(1);
    }
  }

  private void run(String program, double rate) throws InterruptedException {
    switch (program) {
      case "leak" -> {
        fill(0.60, 200);
        work(Double.MAX_VALUE, rate, 20);
      }
      case "storm" -> {
        fill(0.10, 200);
        work(20, 0, Double.MAX_VALUE);
      }
      case "warmup" -> {
        fill(0.60, 30);
        work(12, 0, 50);
      }
      case "cache" -> {
        fill(0.65, 200);
        work(20, 0, 50);
      }
      case "spike1" -> spike(1, 20, 0);
      case "spike4" -> spike(4, 50, 20);
      case "spike10" -> spike(10, 100, 20);
      default -> throw new IllegalArgumentException(program);
    }
  }

  private void spike(double heldSeconds, double garbage, double garbageAfter)
      throws InterruptedException {
    fill(0.30, 200);
    work(1, 0, 20);
    Node before = kept;
    long bytes = keptBytes;
    fill(0.85, 100);
    work(heldSeconds, 0, garbage);
    kept = before;
    keptBytes = bytes;
    before = null;
    work(18 - heldSeconds / 2, 0, garbageAfter);
  }

  /** Keeps more until so much of max heap is live. */
  private void fill(double fraction, double rate) throws InterruptedException {
    long goal = (long) (max * fraction) - OWN;
    long start = System.nanoTime();
    long done = 0;
    while (keptBytes < goal) {
      if (due(start, rate) > done) {
        done += keep(Math.min(STEP, goal - keptBytes));
      } else {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  /** Keeps and throws away at these paces, MB/s, for so long. */
  private void work(double seconds, double keptPace, double garbagePace)
      throws InterruptedException {
    long start = System.nanoTime();
    long keptDone = 0;
    long garbageDone = 0;
    while ((System.nanoTime() - start) / 1e9 < seconds) {
      boolean idle = true;
      if (due(start, keptPace) > keptDone) {
        keptDone += keep(STEP);
        idle = false;
      }
      if (due(start, garbagePace) > garbageDone) {
        garbageDone += waste();
        idle = false;
      }
      if (idle) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  private static double due(long start, double pace) {
    return pace * MB * (System.nanoTime() - start) / 1e9;
  }

  private long keep(long bytes) {
    long done = 0;
    while (done < bytes) {
      int size = size();
      kept = new Node(kept, new byte[size]);
      done += size + ARRAY_BYTES + NODE_BYTES;
    }
    keptBytes += done;
    return done;
  }

  private long waste() {
    long done = 0;
    while (done < STEP) {
      int size = size();
      unused = new byte[size];
      done += size + ARRAY_BYTES;
    }
    return done;
  }

  private int size() {
    return SMALLEST + 8 * random.nextInt(SMALLEST / 4);
  }
}
