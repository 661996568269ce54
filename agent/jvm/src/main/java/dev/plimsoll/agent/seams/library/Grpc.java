package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * gRPC, server and client, on whichever transport: Netty, shaded Netty, OkHttp, servlets, in
 * process.
 */
final class Grpc {
  static final List<Seam> SEAMS =
      List.of(
          Seam.of(
              "io.grpc.internal.ServerCallImpl",
              "<init>(io.grpc.internal.ServerStream,io.grpc.MethodDescriptor,..)",
              Grpc.class,
              "Receive"),
          Seam.of(
              "io.grpc.internal.ServerImpl$JumpToApplicationThreadServerStreamListener",
              "closed(*)",
              Grpc.class,
              "Close"),
          // The channel below the interceptors: what it returns is the call itself.
          Seam.of(
              "io.grpc.internal.ManagedChannelImpl$RealChannel$1",
              "newCall(*,*)",
              Grpc.class,
              "Call"),
          Seam.of("io.grpc.internal.ClientCallImpl", "closeObserver(*,*,*)", Grpc.class, "Answer"));

  private Grpc() {}

  /**
   * Constructor of a server's call, made when its method is found: the full name of that is the
   * route.
   */
  static final class Receive {
    private Receive() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(0) Object stream, @Advice.Argument(1) MethodDescriptor<?, ?> method) {
      Spy.exchangeBegins(stream, null, method.getFullMethodName());
    }
  }

  /** The transport says so once for each stream: answered, cancelled, or its connection lost. */
  static final class Close {
    private Close() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("stream") Object stream) {
      Spy.exchangeEnds(stream);
    }
  }

  /** A call is made to be started at once; one that never is, is forgotten with its object. */
  static final class Call {
    private Call() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Channel channel, @Advice.Return @Nullable Object call) {
      String authority = channel.authority();
      int colon = authority.lastIndexOf(':');
      // In brackets it belongs to an address without a port.
      if (colon > authority.lastIndexOf(']')) {
        Spy.callBegins(
            call,
            "https",
            authority.substring(0, colon),
            Integer.parseInt(authority.substring(colon + 1)));
      } else {
        Spy.callBegins(call, "https", authority, -1);
      }
    }
  }

  /** Where each way to end a call leads: a status of the server, a deadline, a cancellation. */
  static final class Answer {
    private Answer() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object call) {
      Spy.callEnds(call);
    }
  }
}
