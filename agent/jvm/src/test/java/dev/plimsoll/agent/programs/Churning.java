package dev.plimsoll.agent.programs;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Opens and closes files or connections as fast as it can, and prints what one of them took, each
 * half second: {@code file|socket THREADS ROUNDS [DEPTH]}. What is printed are the processor time
 * of the threads that did it, and the time that passed in half of all batches of 50 and in the best
 * tenth of them, in nanoseconds; the first and the last hold on a machine that has other things to
 * do.
 */
public final class Churning {
  private static final long ROUND_NANOS = 500_000_000;
  private static final int BATCH = 50;
  private static final int MOST_BATCHES = 20_000;

  private interface Step {
    void run() throws IOException;
  }

  private Churning() {}

  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    int depth = args.length > 3 ? Integer.parseInt(args[3]) : 0;
    Step step = args[0].equals("file") ? files() : sockets();
    for (int round = 0; round < rounds; round++) {
      round(step, threads, depth);
    }
  }

  private static Step files() throws IOException {
    File file = File.createTempFile("churn", ".txt");
    file.deleteOnExit();
    return () -> new FileInputStream(file).close();
  }

  private static Step sockets() throws IOException {
    ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    Thread acceptor =
        new Thread(
            () -> {
              while (true) {
                try (Socket accepted = server.accept()) {
                  accepted.getInputStream().read();
                } catch (IOException e) {
                  // The other side resets every connection.
                }
              }
            });
    acceptor.setDaemon(true);
    acceptor.start();
    return () -> {
      Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
      // Without waiting for the other side: thousands a second would use up the ports.
      socket.setSoLinger(true, 0);
      socket.close();
    };
  }

  private static void round(Step step, int threads, int depth) throws InterruptedException {
    LongAdder steps = new LongAdder();
    LongAdder busy = new LongAdder();
    List<Long> batches = Collections.synchronizedList(new ArrayList<>());
    Thread[] workers = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = new Thread(() -> work(step, depth, steps, busy, batches));
      workers[i].start();
    }
    for (Thread worker : workers) {
      worker.join();
    }
    Collections.sort(batches);
    System.out.println(
        busy.sum() / steps.sum()
            + " "
            + batches.get(batches.size() / 2) / BATCH
            + " "
            + batches.get(batches.size() / 10) / BATCH);
  }

  private static void work(
      Step step, int depth, LongAdder steps, LongAdder busy, List<Long> batches) {
    if (depth > 0) {
      work(step, depth - 1, steps, busy, batches);
      return;
    }
    long[] times = new long[MOST_BATCHES];
    int done = 0;
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long end = System.nanoTime() + ROUND_NANOS;
    try {
      for (long begin = System.nanoTime(); begin - end < 0 && done < MOST_BATCHES; done++) {
        for (int i = 0; i < BATCH; i++) {
          step.run();
        }
        long now = System.nanoTime();
        times[done] = now - begin;
        begin = now;
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    busy.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu);
    steps.add((long) done * BATCH);
    Arrays.stream(times, 0, done).forEach(batches::add);
  }
}
