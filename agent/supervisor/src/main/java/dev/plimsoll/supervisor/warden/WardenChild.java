package dev.plimsoll.supervisor.warden;

import dev.plimsoll.supervisor.logs.Capture;
import dev.plimsoll.supervisor.process.Child;
import dev.plimsoll.supervisor.process.ExitStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A process that a warden has started. Its end is told by the warden, whose child it is. */
final class WardenChild implements Child {
  private final String run;
  private final Birth birth;
  private final Capture capture;
  private final Runnable onEnd;
  private final @Nullable ProcessHandle handle;
  private final Instant startedAt;
  private boolean ending;
  private volatile @Nullable Instant endedAt;
  private volatile @Nullable ExitStatus exitStatus;

  WardenChild(String run, Birth birth, Instant startedAt, Capture capture, Runnable onEnd) {
    this.run = run;
    this.birth = birth;
    this.capture = capture;
    this.onEnd = onEnd;
    ProcessHandle found = ProcessHandle.of(birth.pid()).orElse(null);
    // A number alone may be somebody else's by now.
    this.handle = birth.isThere() ? found : null;
    this.startedAt = handle == null ? startedAt : handle.info().startInstant().orElse(startedAt);
  }

  String run() {
    return run;
  }

  /** Whether it is gone without anybody having told. */
  boolean isMissing() {
    return exitStatus == null && !birth.isThere();
  }

  /** To be told once; what is told after that is passed over. */
  void ended(ExitStatus status, Instant at) {
    synchronized (this) {
      if (ending) {
        return;
      }
      ending = true;
    }
    endedAt = at;
    Thread thread = new Thread(() -> conclude(status), "plimsoll-end-" + birth.pid());
    thread.setDaemon(true);
    thread.start();
  }

  private void conclude(ExitStatus status) {
    try {
      capture.catchUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exitStatus = status;
      onEnd.run();
    }
  }

  @Override
  public long pid() {
    return birth.pid();
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  @Override
  public @Nullable ExitStatus exitStatus() {
    return exitStatus;
  }

  @Override
  public @Nullable Instant endedAt() {
    return endedAt;
  }

  @Override
  public List<String> lastLines() {
    return capture.lastLines();
  }

  @Override
  public Optional<ProcessHandle> handle() {
    return Optional.ofNullable(handle).filter(ProcessHandle::isAlive);
  }
}
