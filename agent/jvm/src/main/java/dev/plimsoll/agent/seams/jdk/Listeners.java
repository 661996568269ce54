package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.NetworkChannel;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Sockets that listen. */
final class Listeners {
  private static final String SOCKET = "java.net.ServerSocket";
  private static final String CHANNEL = "sun.nio.ch.ServerSocketChannelImpl";
  private static final String ASYNCHRONOUS = "sun.nio.ch.AsynchronousServerSocketChannelImpl";
  private static final String BIND = "bind(java.net.SocketAddress,*)";

  static final List<Seam> SEAMS =
      List.of(
          seam(SOCKET, BIND, "BoundSocket"),
          seam(SOCKET, "close()", "Close"),
          seam(CHANNEL, BIND, "BoundChannel"),
          seam(CHANNEL, "implCloseSelectableChannel()", "Close"),
          seam(ASYNCHRONOUS, BIND, "BoundChannel"),
          seam(ASYNCHRONOUS, "close()", "Close"));

  private Listeners() {}

  private static Seam seam(String type, String method, String advice) {
    return Seam.of(type, method, Listeners.class, advice);
  }

  /** {@code ServerSocket.bind}: the port is known afterwards. */
  static final class BoundSocket {
    private BoundSocket() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This ServerSocket socket) {
      Spy.opened(Kind.LISTENER, socket, socket.getLocalSocketAddress());
    }
  }

  /** {@code bind} of a channel. */
  static final class BoundChannel {
    private BoundChannel() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This NetworkChannel channel) throws IOException {
      Spy.opened(Kind.LISTENER, channel, channel.getLocalAddress());
    }
  }

  static final class Close {
    private Close() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object listener) {
      Spy.closed(listener);
    }
  }
}
