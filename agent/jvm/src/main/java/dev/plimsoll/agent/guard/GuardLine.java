package dev.plimsoll.agent.guard;

import dev.plimsoll.agent.guest.OwnSockets;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.control.ControlMessage;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The guard's own connection to the supervisor, made while there is memory. Once it stands, saying
 * something allocates nothing: direct buffers, a channel that does not block, one thread.
 */
final class GuardLine {
  private static final int ROOM = 512;

  private final @Nullable UnixDomainSocketAddress address;
  private final byte[] hello;
  private final ByteBuffer out = ByteBuffer.allocateDirect(ROOM);
  private final ByteBuffer in = ByteBuffer.allocateDirect(ROOM);
  private final OverloadNote note = new OverloadNote();
  private @Nullable SocketChannel channel;

  /**
   * A line that is not connected yet.
   *
   * @param path of the supervisor's socket; null if nobody supervises
   */
  GuardLine(@Nullable String path, ControlMessage.Guard hello) {
    this.address = path == null ? null : UnixDomainSocketAddress.of(path);
    this.hello = (hello.toLine() + "\n").getBytes(StandardCharsets.UTF_8);
    out.flip();
  }

  /** Sees whether the line stands, and connects it where it does not. Allocates only for that. */
  void keep() {
    SocketChannel open = channel;
    if (open != null) {
      listen(open);
    } else if (address != null) {
      connect(address);
    }
  }

  boolean isConnected() {
    return channel != null;
  }

  /** Composes the note without sending it, so that no code runs for the first time at the end. */
  void rehearse(Look look) {
    for (Verdict verdict : Verdict.values()) {
      out.clear();
      note.write(out, look, verdict);
    }
    out.clear().flip();
  }

  /** Says that the run is to be replaced; false if the supervisor did not get all of it. */
  boolean tell(Look look, Verdict verdict) {
    SocketChannel open = channel;
    if (open == null) {
      return false;
    }
    if (!out.hasRemaining()) {
      out.clear();
      note.write(out, look, verdict);
      out.flip();
    }
    return flush(open);
  }

  private boolean flush(SocketChannel open) {
    try {
      while (out.hasRemaining()) {
        if (open.write(out) == 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      drop(open);
      return false;
    }
  }

  /** What the supervisor says does not matter here, only whether it is still there. */
  private void listen(SocketChannel open) {
    try {
      in.clear();
      if (open.read(in) < 0) {
        drop(open);
      }
    } catch (IOException e) {
      drop(open);
    }
  }

  private void connect(UnixDomainSocketAddress supervisor) {
    try {
      SocketChannel open = SocketChannel.open(supervisor);
      OwnSockets.opened();
      channel = open;
      open.configureBlocking(false);
      out.clear().put(hello).flip();
      flush(open);
    } catch (IOException e) {
      Trouble.count("guard line", e);
    }
  }

  private void drop(SocketChannel open) {
    channel = null;
    out.clear().flip();
    OwnSockets.closed();
    try {
      open.close();
    } catch (IOException e) {
      Trouble.count("guard line", e);
    }
  }
}
