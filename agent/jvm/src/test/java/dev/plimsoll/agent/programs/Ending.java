package dev.plimsoll.agent.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Says something on both streams and ends the way it is told to: {@code return}, {@code throw} or
 * {@code work}, which uses what the agent weaves into, and with {@code -Dawait=THREADS} ends only
 * after threads of those names have been seen.
 */
public final class Ending {
  private static final long LIMIT_NANOS = 40_000_000_000L;

  private Ending() {}

  public static void main(String[] args) throws Exception {
    System.out.println("to stdout");
    System.err.println("to stderr");
    switch (args[0]) {
      case "throw" -> throw new IllegalStateException("as told");
      case "work" -> work();
      default -> {}
    }
    System.out.println("done");
  }

  private static void work() throws Exception {
    List<String> awaited = List.of(System.getProperty("await", "").split(",", -1));
    long deadline = System.nanoTime() + LIMIT_NANOS;
    for (int i = 0; i < 50 || (!threads().containsAll(awaited) && i >= 0); i++) {
      connect();
      Thread.sleep(10);
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("only " + threads() + " of " + awaited);
      }
    }
  }

  private static void connect() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      client.getOutputStream().write(1);
      accepted.getInputStream().read();
    }
  }

  /** Not by {@code Thread.getAllStackTraces()}: a minimal image has it, but a policy may not. */
  private static List<String> threads() throws IOException {
    List<String> names = new ArrayList<>(List.of(""));
    if (System.getProperty("await") != null) {
      try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
        for (Path task : tasks) {
          try {
            names.add(Files.readString(task.resolve("comm")).strip());
          } catch (IOException e) {
            // A thread that has ended since the folder was listed.
          }
        }
      }
    }
    return names;
  }
}
