package dev.plimsoll.agent.programs;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Opens handles of every kind on the first line of input, and closes some of each. Prints what
 * can't be known before: names and ports. Each kind has its method, which the agent shall name.
 */
public final class Opening {
  private static final List<Object> HELD = new ArrayList<>();
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private interface Opener {
    AutoCloseable open() throws Exception;
  }

  private Opening() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    awaitLine();
    files(folder);
    dropped(folder);
    sockets();
    asynchronous();
    unix(folder);
    datagrams();
    selectors();
    pipes();
    children();
    timers();
    schedulers();
    executors();
    forks();
    System.out.println("opened");
    awaitLine();
    System.exit(0);
  }

  private static void files(Path folder) throws Exception {
    File file = Files.writeString(folder.resolve("in"), "text").toFile();
    some(7, 3, () -> new FileInputStream(file));
    some(6, 1, () -> new FileOutputStream(new File(folder.toFile(), "out")));
    some(5, 2, () -> new RandomAccessFile(new File(folder.toFile(), "random"), "rw"));
    Path channel = Files.writeString(folder.resolve("channel"), "text");
    some(4, 1, () -> FileChannel.open(channel));
    Path stream = Files.writeString(folder.resolve("stream"), "text");
    some(9, 2, () -> Files.newInputStream(stream));
    Path asynchronous = Files.writeString(folder.resolve("asynchronous"), "text");
    some(3, 1, () -> AsynchronousFileChannel.open(asynchronous));
    Path directory = Files.createDirectory(folder.resolve("directory"));
    some(
        8,
        6,
        () -> directory.getFileSystem().provider().newDirectoryStream(directory, path -> true));
    // One that has its channel from a stream is one file.
    Path both = Files.writeString(folder.resolve("both"), "text");
    some(4, 2, () -> new FileInputStream(both.toFile()).getChannel());
  }

  /** Streams that nobody closes and nobody has any more. */
  private static void dropped(Path folder) throws IOException {
    File file = Files.writeString(folder.resolve("dropped"), "text").toFile();
    for (int i = 0; i < 10; i++) {
      FileInputStream stream = new FileInputStream(file);
      if (i < 3) {
        HELD.add(stream);
      }
    }
    System.gc();
  }

  private static void sockets() throws Exception {
    ServerSocket plain = keep(new ServerSocket(0, 100, LOOPBACK));
    some(10, 4, () -> new Socket(LOOPBACK, plain.getLocalPort()));
    ServerSocketChannel channel = keep(ServerSocketChannel.open());
    channel.bind(new InetSocketAddress(LOOPBACK, 0), 100);
    some(7, 2, () -> SocketChannel.open(channel.getLocalAddress()));
    // Accepted are three; connections that are refused leave nothing behind.
    for (int i = 0; i < 3; i++) {
      keep(channel.accept());
    }
    ServerSocket closed = new ServerSocket(0, 100, LOOPBACK);
    closed.close();
    try (Socket refused = new Socket()) {
      refused.connect(new InetSocketAddress(LOOPBACK, closed.getLocalPort()));
      throw new IllegalStateException("connected to a listener that is closed: " + refused);
    } catch (IOException expected) {
      say("refused", closed.getLocalPort());
    }
    say("plain", plain.getLocalPort());
    say("channel", channel.socket().getLocalPort());
  }

  private static void asynchronous() throws Exception {
    AsynchronousServerSocketChannel server = keep(AsynchronousServerSocketChannel.open());
    server.bind(new InetSocketAddress(LOOPBACK, 0), 100);
    some(
        5,
        1,
        () -> {
          AsynchronousSocketChannel socket = AsynchronousSocketChannel.open();
          socket.connect(server.getLocalAddress()).get();
          return socket;
        });
    say("asynchronous", ((InetSocketAddress) server.getLocalAddress()).getPort());
  }

  private static void unix(Path folder) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    keep(ServerSocketChannel.open(StandardProtocolFamily.UNIX)).bind(address);
    some(4, 1, () -> SocketChannel.open(address));
  }

  private static void datagrams() throws Exception {
    DatagramSocket bound = keep(new DatagramSocket(0, LOOPBACK));
    some(5, 2, () -> new DatagramSocket());
    some(
        4,
        1,
        () -> {
          DatagramChannel channel = DatagramChannel.open();
          channel.connect(bound.getLocalSocketAddress());
          return channel;
        });
    say("datagram", bound.getLocalPort());
  }

  private static void selectors() throws Exception {
    some(6, 2, () -> Selector.open());
  }

  private static void pipes() throws IOException {
    for (int i = 0; i < 3; i++) {
      Pipe pipe = Pipe.open();
      HELD.add(pipe);
      if (i < 2) {
        pipe.sink().close();
      }
      if (i < 1) {
        pipe.source().close();
      }
    }
  }

  private static void children() throws Exception {
    for (int i = 0; i < 4; i++) {
      // It ends when this process does, because its input does.
      Process child = new ProcessBuilder("cat").start();
      HELD.add(child);
      if (i < 1) {
        child.destroy();
        child.waitFor();
      }
    }
  }

  private static void timers() {
    for (int i = 0; i < 3; i++) {
      Timer timer = new Timer("watch", true);
      HELD.add(timer);
      for (int task = 0; task < 2; task++) {
        timer.schedule(
            new TimerTask() {
              @Override
              public void run() {}
            },
            TimeUnit.HOURS.toMillis(1));
      }
      if (i < 1) {
        timer.cancel();
      }
    }
  }

  private static void schedulers() {
    for (int i = 0; i < 4; i++) {
      ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
      HELD.add(scheduler);
      for (int task = 0; task < 5; task++) {
        var ignored = scheduler.schedule(() -> {}, 1, TimeUnit.HOURS);
      }
      if (i < 3) {
        scheduler.shutdownNow();
      }
    }
  }

  private static void executors() {
    for (int i = 0; i < 5; i++) {
      var executor = Executors.newFixedThreadPool(1, work -> new Thread(work, "worker-7-of-9"));
      HELD.add(executor);
      if (i < 2) {
        executor.shutdown();
      } else {
        for (int task = 0; task < 4; task++) {
          executor.execute(Opening::hang);
        }
      }
    }
  }

  private static void forks() {
    ForkJoinPool pool = new ForkJoinPool(1);
    HELD.add(pool);
    for (int task = 0; task < 6; task++) {
      pool.execute(Opening::hang);
    }
  }

  private static void some(int open, int close, Opener opener) throws Exception {
    for (int i = 0; i < open; i++) {
      AutoCloseable handle = keep(opener.open());
      if (i < close) {
        handle.close();
      }
    }
  }

  private static <T> T keep(T handle) {
    HELD.add(handle);
    return handle;
  }

  private static void say(String name, int port) {
    System.out.println(name + "=" + port);
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitLine() throws IOException {
    for (int read = System.in.read(); read != '\n'; read = System.in.read()) {
      if (read < 0) {
        System.exit(1);
      }
    }
  }
}
