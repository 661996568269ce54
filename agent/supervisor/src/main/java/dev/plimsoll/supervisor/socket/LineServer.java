package dev.plimsoll.supervisor.socket;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves lines on a unix-domain socket, all connections on one thread: peers that stall, send
 * garbage without end, or connect and stay silent cost a buffer and no thread.
 */
public final class LineServer implements AutoCloseable {
  /** A connection must say something within this time. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);
  private static final int MAX_CONNECTIONS = 256;
  private static final int MAX_PATH_BYTES = 107;
  private final Path path;
  private final Function<Connection, Session> sessions;
  private final Duration silence;
  private final ServerSocketChannel server;
  private final Selector selector;
  private final Thread thread;
  private volatile boolean closing;

  /**
   * Binds and starts to serve.
   *
   * @param path of the socket; a file left there is removed
   * @param sessions makes the session of a new connection
   * @throws IOException if the socket cannot be bound, with what to do about it
   */
  public LineServer(Path path, Function<Connection, Session> sessions) throws IOException {
    this(path, sessions, SILENCE);
  }

  LineServer(Path path, Function<Connection, Session> sessions, Duration silence)
      throws IOException {
    this.path = path;
    this.sessions = sessions;
    this.silence = silence;
    requireShort(path);
    requireUnserved(path);
    Files.deleteIfExists(path);
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    this.selector = Selector.open();
    try {
      server.bind(UnixDomainSocketAddress.of(path));
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException e) {
      selector.close();
      server.close();
      throw new IOException("cannot listen on " + path + ": " + e.getMessage(), e);
    }
    this.thread = new Thread(this::serve, "plimsoll-" + path.getFileName());
    thread.setDaemon(true);
    thread.start();
  }

  public Path path() {
    return path;
  }

  private static void requireShort(Path path) throws IOException {
    int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_PATH_BYTES) {
      throw new IOException(
          "the socket path %s has %d bytes, but a unix socket allows %d: set PLIMSOLL_RUNTIME_DIR to a shorter directory"
              .formatted(path, bytes, MAX_PATH_BYTES));
    }
  }

  private static void requireUnserved(Path path) throws IOException {
    if (LineClient.isServed(path)) {
      throw new BindException("another supervisor answers on " + path);
    }
  }

  private void serve() {
    try {
      while (!closing) {
        selector.select(1000);
        for (SelectionKey key : selector.selectedKeys()) {
          handle(key);
        }
        selector.selectedKeys().clear();
        dismissTheSilent();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the socket " + path + " cannot be served any more", e);
    } finally {
      release();
    }
  }

  private void handle(SelectionKey key) throws IOException {
    if (key.attachment() instanceof Peer peer) {
      peer.handle();
    } else if (key.isValid() && key.isAcceptable()) {
      accept();
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = acceptQuietly();
    if (channel == null) {
      return;
    }
    if (selector.keys().size() > MAX_CONNECTIONS) {
      channel.close();
      return;
    }
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    Peer peer = new Peer(channel, key);
    key.attach(peer);
    peer.open(sessions.apply(peer));
  }

  /** Null if nobody is there, or if this process has no descriptor left to talk to him with. */
  private @Nullable SocketChannel acceptQuietly() {
    try {
      return server.accept();
    } catch (IOException e) {
      // The peer still waits, and select returns at once: without a pause this would spin.
      LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
      return null;
    }
  }

  private void dismissTheSilent() {
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof Peer peer && peer.isSilentFor(silence)) {
        peer.drop();
      }
    }
  }

  private void release() {
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof Peer peer) {
        peer.dismiss();
      }
    }
    try {
      server.close();
      selector.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Nothing can be done about a socket that does not close, and the process is about to end.
    }
  }

  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join(Duration.ofSeconds(2).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
