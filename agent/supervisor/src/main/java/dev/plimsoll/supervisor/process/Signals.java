package dev.plimsoll.supervisor.process;

import java.io.IOException;

/** Sends signals by name. */
public final class Signals {
  private Signals() {}

  /** Without effect if the process is gone: the handle knows its process from a later namesake. */
  public static void send(ProcessHandle process, String signal) {
    switch (signal) {
      case "SIGTERM" -> process.destroy();
      case "SIGKILL" -> process.destroyForcibly();
      default -> byShell(process, signal);
    }
  }

  /** Java has no call for other signals, and small images have a shell but no {@code kill}. */
  private static void byShell(ProcessHandle process, String signal) {
    if (!process.isAlive()) {
      return;
    }
    String name = signal.substring("SIG".length());
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + process.pid())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (kill.waitFor() != 0) {
        process.destroy();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
