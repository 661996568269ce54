package dev.plimsoll.supervisor.warden;

import dev.plimsoll.supervisor.listen.Descriptors;
import dev.plimsoll.supervisor.listen.HeldSocket;
import dev.plimsoll.supervisor.listen.ServicePorts;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One shell that holds a set of sockets and waits for the processes that inherit them. Orders and
 * news go through two named pipes, which we open for both directions: to open one of them never
 * waits for the other side, and never finds it gone.
 */
final class Warden implements AutoCloseable {
  private static final String SHELL = "/bin/sh";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_MS = 20;

  /** What the shell needs of an environment: its processes get theirs with the order. */
  private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  private final WardenFolder folder;
  private final List<HeldSocket> sockets;
  private final Consumer<String> news;
  private final CountDownLatch here = new CountDownLatch(1);
  private final RandomAccessFile orders;
  private final RandomAccessFile newsPipe;
  private final String token = UUID.randomUUID().toString();
  private @Nullable Birth process;

  private Warden(WardenFolder folder, List<HeldSocket> sockets, Consumer<String> news)
      throws IOException {
    this.folder = folder;
    this.sockets = sockets;
    this.news = news;
    this.orders = new RandomAccessFile(folder.orders().toFile(), "rw");
    this.newsPipe = new RandomAccessFile(folder.news().toFile(), "rw");
    Thread reader = new Thread(this::read, "plimsoll-news-" + folder.path().getFileName());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one.
   *
   * @param sockets that its processes inherit; none, or as many as a child has streams
   * @param news takes each line on a thread of the warden's
   */
  static Warden start(Path path, List<HeldSocket> sockets, Consumer<String> news)
      throws IOException {
    WardenFolder folder = WardenFolder.create(path);
    makePipes(folder);
    Warden warden = new Warden(folder, sockets, news);
    try {
      warden.launch();
      return warden;
    } catch (IOException e) {
      warden.close();
      folder.remove();
      throw e;
    }
  }

  /** One that was started by another supervisor; it may have ended, or be about to. */
  static Warden adopt(WardenFolder folder, List<HeldSocket> sockets, Consumer<String> news)
      throws IOException {
    Warden warden = new Warden(folder, sockets, news);
    Birth keeper = folder.keeper();
    if (keeper != null && keeper.isThere()) {
      warden.say("here " + warden.token);
      warden.process = warden.isHere(keeper) ? keeper : null;
    }
    return warden;
  }

  private static void makePipes(WardenFolder folder) throws IOException {
    Process process =
        new ProcessBuilder(
                "mkfifo", "-m", "600", folder.orders().toString(), folder.news().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("cannot make pipes in " + folder.path() + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            SHELL,
            folder.script().toString(),
            folder.path().toString(),
            sockets.isEmpty() ? "none" : "sockets",
            token);
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    redirect(builder);
    Process shell = withSession(builder).start();
    Birth birth = Birth.of(shell.pid());
    if (birth == null || !isHere(birth)) {
      shell.destroyForcibly();
      throw new IOException("the shell that keeps processes does not answer");
    }
    process = birth;
    folder.keeper(birth);
  }

  /** Of its own, where the host has the program: what a terminal sends its group is not for it. */
  private static ProcessBuilder withSession(ProcessBuilder builder) {
    for (String program : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (new File(program).canExecute()) {
        builder.command().add(0, program);
        return builder;
      }
    }
    return builder;
  }

  private void redirect(ProcessBuilder builder) throws IOException {
    if (sockets.isEmpty()) {
      builder.redirectInput(new File("/dev/null"));
      builder.redirectOutput(Redirect.DISCARD);
      builder.redirectError(Redirect.DISCARD);
      return;
    }
    Descriptors descriptors = Descriptors.orNull();
    if (descriptors == null) {
      throw new IOException("sockets cannot be handed down here");
    }
    builder.redirectInput(descriptors.handOver(sockets.get(0).channel()));
    builder.redirectOutput(descriptors.handOver(sockets.get(1).channel()));
    builder.redirectError(descriptors.handOver(sockets.get(2).channel()));
  }

  /** Whether it answers; it does not need long, unless it has ended. */
  private boolean isHere(Birth shell) throws IOException {
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!here.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
        if (!shell.isThere() || System.nanoTime() - deadline > 0) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  WardenFolder folder() {
    return folder;
  }

  List<HeldSocket> sockets() {
    return sockets;
  }

  boolean isAlive() {
    Birth shell = process;
    return shell != null && shell.isThere();
  }

  /** Whether it really has the sockets that it was given. */
  boolean holdsSockets() {
    Birth shell = process;
    try {
      return shell != null
          && Files.readSymbolicLink(
                  Path.of("/proc/" + shell.pid() + "/fd/" + ServicePorts.FIRST_DESCRIPTOR))
              .toString()
              .startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }

  /** Has the run started whose order lies in the folder. */
  void order(String run) throws IOException {
    say("start " + run);
  }

  private void say(String order) throws IOException {
    orders.write((order + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void read() {
    StringBuilder line = new StringBuilder();
    byte[] piece = new byte[1024];
    try (newsPipe) {
      while (true) {
        int count = newsPipe.read(piece);
        for (int at = 0; at < count; at++) {
          if (piece[at] != '\n') {
            line.append((char) piece[at]);
          } else if (line.toString().equals("bye " + token)) {
            return;
          } else {
            heard(line.toString());
            line.setLength(0);
          }
        }
      }
    } catch (IOException e) {
      // The pipe is ours and open: it does not fail before the process does.
    }
  }

  private void heard(String text) {
    if (text.equals("here " + token)) {
      here.countDown();
    } else {
      news.accept(text);
    }
  }

  /** Gets no more orders: the shell ends with its last process. */
  void dismiss() {
    try {
      orders.close();
    } catch (IOException e) {
      // At the latest the end of our own process closes it.
    }
  }

  /** Dismisses it and hears no more of it. */
  @Override
  public void close() {
    try {
      newsPipe.write(("bye " + token + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // Closed before.
    }
    dismiss();
  }

  /** Whether nothing of it is left that anybody could need. */
  boolean isEmpty() {
    return folder.runs().isEmpty();
  }

  /** Whether wardens can work at all on this host. */
  static boolean isPossible() {
    return new File(SHELL).canExecute() && Files.isReadable(Path.of("/proc/self/environ"));
  }
}
