package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.net.SocketAddress;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Sockets for datagrams; {@code DatagramSocket} has a channel inside. */
final class Datagrams {
  private static final String CHANNEL = "sun.nio.ch.DatagramChannelImpl";

  static final List<Seam> SEAMS =
      List.of(
          seam("<init>(..)", "Open"),
          seam("bind(java.net.SocketAddress)", "Bind"),
          seam("connect(java.net.SocketAddress,*)", "Connect"),
          seam("implCloseSelectableChannel()", "Close"));

  private Datagrams() {}

  private static Seam seam(String method, String advice) {
    return Seam.of(CHANNEL, method, Datagrams.class, advice);
  }

  static final class Open {
    private Open() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object socket) {
      Spy.opened(Kind.DATAGRAM, socket, null);
    }
  }

  static final class Bind {
    private Bind() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object socket, @Advice.Argument(0) @Nullable SocketAddress own) {
      Spy.opened(Kind.DATAGRAM, socket, own);
    }
  }

  static final class Connect {
    private Connect() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object socket, @Advice.Argument(0) SocketAddress peer) {
      Spy.opened(Kind.DATAGRAM_TO, socket, peer);
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
