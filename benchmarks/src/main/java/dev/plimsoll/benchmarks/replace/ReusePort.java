package dev.plimsoll.benchmarks.replace;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Two processes on one port by SO_REUSEPORT: the new one first, then the old one is told to end.
 */
final class ReusePort implements Contender {
  private final IntFunction<List<String>> command;
  private int port;
  private @Nullable Process process;

  ReusePort(IntFunction<List<String>> command) {
    this.command = command;
  }

  @Override
  public void start(int wanted) throws Exception {
    port = wanted;
    process = next();
  }

  private Process next() throws IOException {
    Process started =
        new ProcessBuilder(command.apply(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = started.inputReader();
    if (!"serving".equals(out.readLine())) {
      throw new IOException("the server did not come up");
    }
    return started;
  }

  @Override
  public void replace() throws Exception {
    Process old = process;
    process = next();
    if (old != null) {
      old.destroy();
      old.waitFor();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
