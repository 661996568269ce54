package dev.plimsoll.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * The load generator's process, one for all servers and rounds, so that it is equally warm for all.
 * Each line on its input, {@code kept|once PORT PATH CONNECTIONS RATE MILLIS}, is one burst, and is
 * answered by one line; a rate of 0 is a closed loop. {@code once} opens a connection for each
 * request. {@code #} in a path counts from 1 to 1000.
 */
public final class Load {
  private static final int PATHS = 1_000;

  private Load() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      Burst burst =
          burst(
              words[0].equals("once"),
              Integer.parseInt(words[1]),
              requests(words[2]),
              Integer.parseInt(words[3]),
              Integer.parseInt(words[4]),
              Long.parseLong(words[5]));
      System.out.println(burst.toLine());
    }
  }

  private static Burst burst(
      boolean once, int port, byte[][] requests, int connections, int rate, long millis)
      throws InterruptedException, IOException {
    long start = System.nanoTime();
    long end = start + millis * 1_000_000;
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Pace pace =
          rate == 0 ? Pace.closed(start, end) : Pace.fixed(start, end, i, connections, rate);
      senders.add(new Sender(once, port, requests, pace, i * requests.length / connections));
    }
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      Histogram nanos = null;
      long errors = 0;
      for (Future<Sender> done : threads.invokeAll(senders)) {
        Sender sender = done.get();
        errors += sender.errors();
        if (nanos == null) {
          nanos = sender.nanos();
        } else {
          nanos.add(sender.nanos());
        }
      }
      return summary(nanos, errors, (System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw new IOException("a connection of the load failed", e);
    } finally {
      threads.shutdown();
    }
  }

  private static Burst summary(Histogram nanos, long errors, double seconds) {
    return new Burst(
        nanos.getTotalCount(),
        errors,
        seconds,
        nanos.getValueAtPercentile(50) / 1e3,
        nanos.getValueAtPercentile(99) / 1e3,
        nanos.getValueAtPercentile(99.9) / 1e3);
  }

  private static byte[][] requests(String path) {
    byte[][] requests = new byte[path.contains("#") ? PATHS : 1][];
    for (int i = 0; i < requests.length; i++) {
      String line = "GET " + path.replace("#", Integer.toString(i + 1)) + " HTTP/1.1\r\n";
      requests[i] = (line + "Host: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
    return requests;
  }
}
