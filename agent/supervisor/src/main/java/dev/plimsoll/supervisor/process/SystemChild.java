package dev.plimsoll.supervisor.process;

import dev.plimsoll.supervisor.logs.Capture;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A process of this host, with the thread that waits for its end. */
final class SystemChild implements Child {
  private final Process process;
  private final Capture capture;
  private final Instant startedAt;
  private volatile @Nullable Instant endedAt;
  private volatile @Nullable ExitStatus exitStatus;

  SystemChild(Process process, Capture capture) {
    this.process = process;
    this.capture = capture;
    this.startedAt = process.info().startInstant().orElseGet(Instant::now);
  }

  void watch(String name, Runnable onEnd) {
    Thread thread = new Thread(() -> awaitEnd(onEnd), "plimsoll-" + name + "-end");
    thread.setDaemon(true);
    thread.start();
  }

  private void awaitEnd(Runnable onEnd) {
    try {
      int status = process.waitFor();
      endedAt = Instant.now();
      capture.catchUp();
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
    return capture.lastLines();
  }

  @Override
  public Optional<ProcessHandle> handle() {
    return process.isAlive() ? Optional.of(process.toHandle()) : Optional.empty();
  }
}
