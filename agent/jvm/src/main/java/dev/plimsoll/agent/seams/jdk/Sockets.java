package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** TCP and Unix sockets, of {@code java.net} and of NIO. */
final class Sockets {
  private static final String SOCKET = "sun.nio.ch.NioSocketImpl";
  private static final String CHANNEL = "sun.nio.ch.SocketChannelImpl";

  static final List<Seam> SEAMS =
      List.of(
          Seam.of(SOCKET, "connect(java.net.SocketAddress,*)", Sockets.class, "Connect"),
          Seam.of(SOCKET, "accept(*)", Sockets.class, "Accept"),
          Seam.of(SOCKET, "close()", Sockets.class, "Close"),
          Seam.of(CHANNEL, "connect(java.net.SocketAddress)", Sockets.class, "Connect"),
          Seam.of(CHANNEL, "blockingConnect(java.net.SocketAddress,..)", Sockets.class, "Connect"),
          Seam.of(CHANNEL, "<init>(*,*,*,*)", Sockets.class, "AcceptedChannel"),
          Seam.of(CHANNEL, "implCloseSelectableChannel()", Sockets.class, "Close"));

  private Sockets() {}

  /** {@code connect(SocketAddress, ..)}: failed ones have been closed by the method itself. */
  static final class Connect {
    private Connect() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object socket, @Advice.Argument(0) SocketAddress peer) {
      Spy.opened(Kind.SOCKET, socket, peer);
    }
  }

  /** {@code NioSocketImpl.accept(SocketImpl)}. */
  static final class Accept {
    private Accept() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) SocketImpl accepted) {
      Spy.opened(Kind.ACCEPTED, accepted, null);
    }
  }

  /** The constructor of {@code SocketChannelImpl} for accepted sockets. */
  static final class AcceptedChannel {
    private AcceptedChannel() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object socket, @Advice.Argument(3) SocketAddress peer) {
      Spy.opened(Kind.ACCEPTED, socket, peer);
    }
  }

  static final class Close {
    private Close() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object socket) {
      Spy.closed(socket);
    }
  }
}
