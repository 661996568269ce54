package dev.plimsoll.benchmarks.guard;

import dev.plimsoll.benchmarks.peer.Scratch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of one program with a supervisor that listens to its guard and does nothing. Stops the
 * program as soon as the guard has asked.
 */
final class Trial {
  private static final long START_S = 60;
  private static final long LIMIT_S = 300;
  private static final String V8_FULL = "heap out of memory";

  /**
   * How it ended.
   *
   * @param asked what the guard said; null if it said nothing
   * @param outOfMemory whether the heap was full before the guard asked, or V8 ended the process
   *     too soon after it
   * @param failure why the trial says nothing; null if it does
   * @param last what the program said last
   */
  record Result(
      @Nullable String asked, boolean outOfMemory, @Nullable String failure, String last) {
    String inWords() {
      if (failure != null) {
        return failure;
      }
      String words = asked == null ? "nothing asked; it said at last: " + last : asked;
      return words + (outOfMemory ? ", out of memory" : "");
    }
  }

  private final Path folder;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable String asked;
  private volatile boolean outOfMemory;
  private volatile boolean isGuarded;
  private volatile String last = "";
  private volatile @Nullable Process process;

  private Trial(Path folder) {
    this.folder = folder;
  }

  static Result run(Guarded guarded) throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch()) {
      return new Trial(scratch.folder()).start(guarded);
    }
  }

  private Result start(Guarded guarded) throws IOException, InterruptedException {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(socket));
      thread(() -> accept(listener));
      ProcessBuilder builder = new ProcessBuilder(guarded.command()).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("PLIMSOLL_"));
      builder.environment().putAll(guarded.environment());
      builder.environment().put("PLIMSOLL_RUN", "run");
      builder.environment().put("PLIMSOLL_CONTROL", socket.toString());
      builder.environment().put("PLIMSOLL_STATE", folder.toString());
      Process started = builder.start();
      process = started;
      try {
        thread(() -> read(started));
        boolean ended =
            begun.await(START_S, TimeUnit.SECONDS) && over.await(LIMIT_S, TimeUnit.SECONDS);
        if (asked != null && started.waitFor(guarded.livesMs(), TimeUnit.MILLISECONDS)) {
          outOfMemory = guarded.livesMs() > 0;
        }
        String failure = !isGuarded ? "no guard" : ended ? null : "did not end";
        return new Result(asked, outOfMemory, failure, last);
      } finally {
        started.destroyForcibly().waitFor();
      }
    }
  }

  private void accept(ServerSocketChannel listener) throws IOException {
    while (listener.isOpen()) {
      SocketChannel agent = listener.accept();
      thread(() -> listen(agent));
    }
  }

  private void listen(SocketChannel agent) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(agent), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"hello\"") || line.contains("\"guard\"")) {
          agent.write(ByteBuffer.wrap("{\"type\":\"welcome\"}\n".getBytes(StandardCharsets.UTF_8)));
        }
        if (line.contains("\"guard\"")) {
          isGuarded = true;
          begun.countDown();
          begin();
        }
        if (line.contains("\"overload\"")) {
          asked = line;
          over.countDown();
        }
      }
    }
  }

  private void begin() throws IOException {
    Process started = process;
    if (started != null) {
      started.getOutputStream().write('\n');
      started.getOutputStream().flush();
    }
  }

  private void read(Process started) throws IOException {
    try (BufferedReader lines = started.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
        if (asked == null && (line.equals("oom") || line.contains(V8_FULL))) {
          outOfMemory = true;
        }
      }
    } finally {
      over.countDown();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The trial is over, and its channels are closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
