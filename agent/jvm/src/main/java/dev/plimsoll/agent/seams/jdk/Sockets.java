package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** TCP and Unix sockets, of {@code java.net} and of NIO. */
final class Sockets {
  private static final String SOCKET = "sun.nio.ch.NioSocketImpl";
  private static final String CHANNEL = "sun.nio.ch.SocketChannelImpl";

  private static final String ASYNCHRONOUS = "sun.nio.ch.UnixAsynchronousSocketChannelImpl";

  static final List<Seam> SEAMS =
      List.of(
          seam(SOCKET, "connect(java.net.SocketAddress,*)", "Connect"),
          seam(SOCKET, "accept(*)", "Accept"),
          seam(SOCKET, "close()", "Close"),
          seam(CHANNEL, "connect(java.net.SocketAddress)", "Connect"),
          seam(CHANNEL, "blockingConnect(java.net.SocketAddress,..)", "Connect"),
          seam(CHANNEL, "<init>(*,*,*,*)", "AcceptedChannel"),
          seam(CHANNEL, "implCloseSelectableChannel()", "Close"),
          seam(ASYNCHRONOUS, "implConnect(java.net.SocketAddress,..)", "BeginConnect"),
          seam(ASYNCHRONOUS, "<init>(*,*,*)", "AcceptedAsynchronous"),
          seam(ASYNCHRONOUS, "implClose()", "Close"));

  private Sockets() {}

  private static Seam seam(String type, String method, String advice) {
    return Seam.of(type, method, Sockets.class, advice);
  }

  /** {@code connect(SocketAddress, ..)}: failed ones have been closed by the method itself. */
  static final class Connect {
    private Connect() {}

    @Advice.OnMethodEnter
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.This Object socket,
        @Advice.Argument(0) SocketAddress peer,
        @Advice.Enter long since,
        @Advice.Thrown @Nullable Throwable failure) {
      Spy.connectEnded(since);
      if (failure == null) {
        Spy.opened(Kind.SOCKET, socket, peer);
      }
    }
  }

  /** Closes the socket itself if it fails, maybe before it returns: so it counts from the entry. */
  static final class BeginConnect {
    private BeginConnect() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object socket, @Advice.Argument(0) SocketAddress peer) {
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

  /** The constructor of asynchronous channels for accepted sockets. */
  static final class AcceptedAsynchronous {
    private AcceptedAsynchronous() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object socket, @Advice.Argument(2) SocketAddress peer) {
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
