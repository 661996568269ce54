package dev.plimsoll.agent.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system with little room, in memory. A test without the right to make one is skipped. */
final class SmallDisk implements AutoCloseable {
  private static final int PIECE = 4 << 10;

  private final Path at;

  private SmallDisk(Path at) {
    this.at = at;
  }

  /**
   * One that did not exist.
   *
   * @param size such as {@code 4m}
   */
  static SmallDisk at(Path folder, String size) throws Exception {
    Files.createDirectory(folder);
    String options = "size=" + size + ",mode=700";
    boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    assumeRight(mounted);
    return new SmallDisk(folder);
  }

  /** Says why the test is skipped where it is. */
  static void assumeRight(boolean had) {
    if (!had) {
      System.err.println("[plimsoll] SKIPPED: this needs the right to mount and to make cgroups");
    }
    assumeTrue(had);
  }

  Path path() {
    return at;
  }

  /** Leaves no room at all. */
  void fill() throws IOException {
    Path ballast = Files.createFile(at.resolve("ballast"));
    byte[] piece = new byte[PIECE];
    try {
      while (true) {
        Files.write(ballast, piece, StandardOpenOption.APPEND);
      }
    } catch (IOException full) {
      if (Files.getFileStore(at).getUsableSpace() > 0) {
        throw full;
      }
    }
  }

  @Override
  public void close() throws Exception {
    run("umount", at.toString());
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
