package dev.plimsoll.benchmarks.subject;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Opens and closes one handle after the other, and nothing else. Arguments: a port that is listened
 * on, and a file. Each line on its input, {@code file|connect THREADS MILLIS}, is a burst, and is
 * answered by the nanoseconds of one operation, wall and CPU: time of the burst, and CPU of all its
 * threads, over the operations of all.
 */
public final class HandleWork {
  /** Deep enough that an agent which takes stacks pays for it as in a real server. */
  private static final int DEPTH = 40;

  private final int port;
  private final String file;

  private HandleWork(int port, String file) {
    this.port = port;
    this.file = file;
  }

  public static void main(String[] args) throws Exception {
    HandleWork work = new HandleWork(Integer.parseInt(args[0]), args[1]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      System.out.println(
          work.burst(
              words[0].equals("connect"), Integer.parseInt(words[1]), Long.parseLong(words[2])));
    }
  }

  private String burst(boolean connects, int threads, long millis) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      long end = start + millis * 1_000_000;
      List<Future<long[]>> shares = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        shares.add(pool.submit(() -> below(DEPTH, connects, end)));
      }
      long operations = 0;
      long cpu = 0;
      for (Future<long[]> share : shares) {
        operations += share.get()[0];
        cpu += share.get()[1];
      }
      double wall = System.nanoTime() - start;
      return wall / operations + " " + (double) cpu / operations;
    } finally {
      pool.shutdown();
    }
  }

  private long[] below(int depth, boolean connects, long end) throws IOException {
    if (depth > 0) {
      return below(depth - 1, connects, end);
    }
    long operations = 0;
    long before = Timed.cpuNanos();
    while (System.nanoTime() - end < 0) {
      if (connects) {
        connect();
      } else {
        open();
      }
      operations++;
    }
    return new long[] {operations, Timed.cpuNanos() - before};
  }

  private void open() throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      in.available();
    }
  }

  /** Closed by a reset: a hundred thousand sockets in TIME_WAIT would use up the ports. */
  private void connect() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoLinger(true, 0);
    }
  }
}
