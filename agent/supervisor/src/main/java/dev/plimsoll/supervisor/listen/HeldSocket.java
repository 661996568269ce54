package dev.plimsoll.supervisor.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a service. It is made unbound and inherited like that; what is bound and listens is
 * not the descriptor but what stands behind it, which is the same for all who have inherited it. We
 * never accept from it, nor look whether somebody could: then we would be a server.
 */
public final class HeldSocket {
  private final @Nullable ServerSocketChannel channel;
  private final Set<String> users = new HashSet<>();
  private volatile @Nullable InetSocketAddress address;

  HeldSocket() throws IOException {
    this.channel = ServerSocketChannel.open();
  }

  private HeldSocket(@Nullable InetSocketAddress address) {
    this.channel = null;
    this.address = address;
  }

  /**
   * One of a supervisor that is gone: held by a process that lives, which can hand it down. We can
   * neither bind nor close it.
   *
   * @param address where it listens; null if nowhere
   */
  public static HeldSocket foreign(@Nullable InetSocketAddress address) {
    return new HeldSocket(address);
  }

  /** For handing it to a child; null where it is not ours. */
  public @Nullable ServerSocketChannel channel() {
    return channel;
  }

  boolean isForeign() {
    return channel == null;
  }

  void bind(InetSocketAddress wanted, int backlog) throws IOException {
    if (channel == null) {
      throw new IOException("this socket belongs to a supervisor that is gone");
    }
    channel.bind(wanted, backlog);
    address = wanted;
  }

  /** Null as long as no run has bound it. */
  @Nullable InetSocketAddress address() {
    return address;
  }

  /** The runs that accept from it. */
  Set<String> users() {
    return users;
  }
}
