package dev.plimsoll.supervisor.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A process of this host, with the threads that read its output and wait for its end. */
final class SystemChild implements Child {
  private static final int TAIL_LINES = 50;
  private static final int TAIL_LINE_BYTES = 4096;

  /** Its own children may hold the pipe open for ever, so its end is not waited for longer. */
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  private final Process process;
  private final InputStream output;
  private final InputStream errors;
  private final Instant startedAt;
  private final LogTail tail = new LogTail(TAIL_LINES, TAIL_LINE_BYTES);
  private volatile @Nullable Instant endedAt;
  private volatile @Nullable ExitStatus exitStatus;

  SystemChild(Process process, InputStream output, InputStream errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
    this.startedAt = process.info().startInstant().orElseGet(Instant::now);
  }

  void watch(String name, SharedOutput out, SharedOutput err, Runnable onEnd) {
    Thread reader = pump(name + "-out", output, out);
    Thread errorReader = pump(name + "-err", errors, err);
    daemon(name + "-end", () -> awaitEnd(reader, errorReader, onEnd));
  }

  private void awaitEnd(Thread reader, Thread errorReader, Runnable onEnd) {
    try {
      int status = process.waitFor();
      endedAt = Instant.now();
      long deadline = System.nanoTime() + LAST_WORDS.toNanos();
      joinUntil(reader, deadline);
      joinUntil(errorReader, deadline);
      process.getOutputStream().close();
      exitStatus = new ExitStatus(status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("the input of a child is /dev/null", e);
    } finally {
      onEnd.run();
    }
  }

  private static void joinUntil(Thread thread, long deadline) throws InterruptedException {
    long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    thread.join(Math.max(1, millis));
  }

  private Thread pump(String name, InputStream from, SharedOutput onward) {
    return daemon(name, new OutputPump(from, tail.stream(), onward));
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, "plimsoll-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  @Override
  public @Nullable Instant endedAt() {
    return endedAt;
  }

  @Override
  public @Nullable ExitStatus exitStatus() {
    return exitStatus;
  }

  @Override
  public List<String> lastLines() {
    return tail.lines();
  }

  @Override
  public Optional<ProcessHandle> handle() {
    return process.isAlive() ? Optional.of(process.toHandle()) : Optional.empty();
  }
}
