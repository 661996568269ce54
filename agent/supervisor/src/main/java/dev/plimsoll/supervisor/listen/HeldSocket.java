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
  private final ServerSocketChannel channel;
  private final Set<String> users = new HashSet<>();
  private @Nullable InetSocketAddress address;

  HeldSocket() throws IOException {
    this.channel = ServerSocketChannel.open();
  }

  /** For handing it to a child. */
  public ServerSocketChannel channel() {
    return channel;
  }

  void bind(InetSocketAddress wanted, int backlog) throws IOException {
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
