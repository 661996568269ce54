package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.net.SocketAddress;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Where listeners are bound. */
final class Binds {
  static final List<Seam> SEAMS =
      List.of(
          bind("java.net.ServerSocket"),
          bind("sun.nio.ch.ServerSocketChannelImpl"),
          bind("sun.nio.ch.AsynchronousServerSocketChannelImpl"));

  private Binds() {}

  private static Seam bind(String type) {
    return Seam.of(type, "bind(java.net.SocketAddress,*)", Binds.class, "Bind");
  }

  /** {@code bind(SocketAddress, int)} of listeners; at entry no lock of theirs is held yet. */
  static final class Bind {
    private Bind() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object listener,
        @Advice.Argument(value = 0, readOnly = false) @Nullable SocketAddress address,
        @Advice.Argument(1) int backlog) {
      address = Spy.binding(listener, address, backlog);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.This Object listener, @Advice.Thrown @Nullable Throwable failure) {
      Spy.bound(listener, failure);
    }
  }
}
