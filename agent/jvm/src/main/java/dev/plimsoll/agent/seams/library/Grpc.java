package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import io.grpc.Channel;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * gRPC, server and client, on whichever transport: Netty, shaded Netty, OkHttp, servlets, in
 * process.
 */
final class Grpc {
  private static final String SERVER = "io.grpc.internal.ServerImpl";

  static final List<Seam> SEAMS =
      List.of(
          Seam.of(
              SERVER + "$ServerTransportListenerImpl",
              "streamCreated(*,java.lang.String,*)",
              Grpc.class,
              "Receive"),
          Seam.of(
              SERVER + "$JumpToApplicationThreadServerStreamListener",
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

  /** The full name of the method is the route; gRPC knows no other verb than POST. */
  static final class Receive {
    private Receive() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object stream, @Advice.Argument(1) String method) {
      Spy.exchangeBegins(stream, null, method);
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
