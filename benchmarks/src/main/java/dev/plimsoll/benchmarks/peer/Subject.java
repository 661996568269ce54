package dev.plimsoll.benchmarks.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One server process under measurement. */
public final class Subject implements AutoCloseable {
  private static final Pattern BEGAN = Pattern.compile("began (\\d+) (\\d+)");
  private static final Pattern SERVING = Pattern.compile("serving (\\d+)");
  private static final int LONGEST_START_S = 600;

  private final Process process;
  private final Output errors;
  private final CompletableFuture<Matcher> began = new CompletableFuture<>();
  private final CompletableFuture<Matcher> serving = new CompletableFuture<>();
  private final int port;
  private final Start start;

  /**
   * How long the start took, in milliseconds from when the process was asked for.
   *
   * @param mainMs to the first line of {@code main}
   * @param mainCpuMs CPU that the main thread used until then
   * @param answerMs to the first answered request
   * @param cpuMs CPU that the process used until then
   */
  public record Start(double mainMs, double mainCpuMs, double answerMs, double cpuMs) {}

  private Subject(Process process, String path, long begun)
      throws IOException, InterruptedException {
    this.process = process;
    // A benchmark that is broken off must not leave its servers behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    errors = new Output(process.getErrorStream(), line -> {});
    Output said = new Output(process.getInputStream(), this::said);
    try {
      CompletableFuture.anyOf(serving, process.onExit()).get(LONGEST_START_S, TimeUnit.SECONDS);
      Matcher ready = serving.getNow(null);
      if (ready == null) {
        throw new IOException("it ended");
      }
      port = Integer.parseInt(ready.group(1));
      ask(path);
      start =
          new Start(
              Long.parseLong(began.get().group(1)) - begun,
              Long.parseLong(began.get().group(2)) / 1e6,
              System.currentTimeMillis() - begun,
              new Proc(process.pid()).cpuMillis());
    } catch (ExecutionException | TimeoutException | IOException e) {
      process.destroyForcibly();
      throw new IOException("did not serve; it said:\n" + said.last() + errors.last(), e);
    }
  }

  /**
   * Starts a server and asks it once.
   *
   * @param program flags, class path and main class behind the variant's own flags
   * @param path what to ask for
   * @param scratch working folder, for temporary files too
   */
  public static Subject start(Variant variant, List<String> program, String path, Path scratch)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(Java.command(variant, program, scratch));
    builder.environment().keySet().removeAll(Java.MEDDLING);
    builder.environment().putAll(variant.environment());
    builder.directory(scratch.toFile());
    return start(builder, path);
  }

  /**
   * The same for any program that says {@code began EPOCH_MS CPU_NANOS} and {@code serving PORT}.
   */
  public static Subject start(ProcessBuilder builder, String path)
      throws IOException, InterruptedException {
    long begun = System.currentTimeMillis();
    return new Subject(builder.start(), path, begun);
  }

  public int port() {
    return port;
  }

  public Start start() {
    return start;
  }

  /** CPU of the process so far, milliseconds, to the hundredth of a second. */
  public double cpuMillis() throws IOException {
    return new Proc(process.pid()).cpuMillis();
  }

  /** Resident set, MiB. */
  public double rssMib() throws IOException {
    return new Proc(process.pid()).rssMib();
  }

  /** Of the operating system. */
  public double threads() throws IOException {
    return new Proc(process.pid()).threads();
  }

  /** Lines on stderr so far. */
  public List<String> errorLines() {
    return errors.lines();
  }

  /** What it holds now; collects garbage, but only after the resident set was read. */
  public Footprint footprint() throws IOException, InterruptedException {
    Proc proc = new Proc(process.pid());
    double rss = proc.rssMib();
    double pss = proc.pssMib();
    double threads = proc.threads();
    return new Footprint(rss, pss, threads, Jvm.ask(process.pid()));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private void said(String line) {
    Matcher first = BEGAN.matcher(line);
    if (first.find()) {
      began.complete(first);
    }
    Matcher last = SERVING.matcher(line);
    if (last.find()) {
      serving.complete(last);
    }
  }

  /**
   * Body of one answer, over a connection of its own.
   *
   * @throws IOException if it is not 200
   */
  public String ask(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      if (!answer.startsWith("HTTP/1.1 200")) {
        throw new IOException("answered: " + answer.lines().findFirst().orElse("nothing"));
      }
      return answer.substring(answer.indexOf("\r\n\r\n") + "\r\n\r\n".length());
    }
  }
}
