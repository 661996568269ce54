package dev.plimsoll.benchmarks.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One server process under measurement. */
final class Server implements AutoCloseable {
  /** Linux counts CPU in hundredths of a second on every platform that Plimsoll runs on. */
  private static final double MICROS_PER_TICK = 10_000;

  private final Process process;
  private final HttpRequest hello;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final double startMs;

  private Server(Process process, int port, long started) throws IOException, InterruptedException {
    this.process = process;
    hello = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
    client.send(hello, BodyHandlers.discarding());
    startMs = (System.nanoTime() - started) / 1e6;
  }

  static Server start(List<String> command) throws IOException, InterruptedException {
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String port = out.readLine();
    if (port == null) {
      throw new IOException("the server said nothing: " + String.join(" ", command));
    }
    return new Server(process, Integer.parseInt(port.trim()), started);
  }

  /** Asks at a fixed rate, late requests counted from when they were due. */
  Reading measure(int seconds, int rate) throws IOException, InterruptedException {
    load(seconds, rate);
    double before = cpuTicks();
    long[] nanos = load(seconds, rate);
    double ticks = cpuTicks() - before;
    Arrays.sort(nanos);
    return new Reading(
        startMs,
        ticks * MICROS_PER_TICK / nanos.length,
        nanos[nanos.length / 2] / 1e3,
        nanos[(int) (nanos.length * 0.99)] / 1e3,
        status("VmRSS:") / 1024.0,
        status("Threads:"));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private long[] load(int seconds, int rate) throws IOException, InterruptedException {
    long[] nanos = new long[seconds * rate];
    long start = System.nanoTime();
    long period = 1_000_000_000L / rate;
    for (int i = 0; i < nanos.length; i++) {
      long due = start + i * period;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      client.send(hello, BodyHandlers.discarding());
      nanos[i] = System.nanoTime() - due;
    }
    return nanos;
  }

  /** User and system time of the process: fields 14 and 15 of its stat file. */
  private double cpuTicks() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
  }

  private double status(String field) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(field)) {
        return Double.parseDouble(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no " + field + " in " + status);
  }
}
