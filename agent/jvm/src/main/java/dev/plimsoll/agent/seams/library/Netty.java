package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 on Netty, server and client, and with it what is built on Netty's codec: Reactor Netty
 * and Spring WebFlux, Vert.x and Quarkus, Micronaut.
 *
 * <p>Answers come in the order of the requests, also pipelined ones, so a connection keeps a line
 * of what is in flight, in an attribute of its channel: it goes with the channel, and only the
 * channel's own thread touches it. What stands in the line are bare tokens; the messages are the
 * application's to drop.
 */
final class Netty {
  private static final String HTTP = "io.netty.handler.codec.http.";
  private static final String CONTEXT = "io.netty.channel.ChannelHandlerContext";

  static final List<Seam> SEAMS =
      List.of(
          Seam.of(
              HTTP + "HttpObjectDecoder",
              "decode(" + CONTEXT + ",io.netty.buffer.ByteBuf,java.util.List)",
              Netty.class,
              "Decode"),
          Seam.of(
              HTTP + "HttpObjectEncoder",
              "encode(" + CONTEXT + ",java.lang.Object,java.util.List)",
              Netty.class,
              "Encode"),
          Seam.of(
              "io.netty.handler.codec.ByteToMessageDecoder",
              "channelInactive(" + CONTEXT + ")",
              Netty.class,
              "Inactive"));

  private Netty() {}

  /** What comes in: requests to a server, and responses to a client. */
  static final class Decode {
    private Decode() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static int enter(@Advice.Argument(2) List<Object> out) {
      return out.size();
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Enter int before,
        @Advice.Argument(0) ChannelHandlerContext context,
        @Advice.Argument(2) List<Object> out) {
      boolean interim = false;
      for (int i = before; i < out.size(); i++) {
        Object message = out.get(i);
        if (message instanceof HttpRequest request) {
          Attribute<Deque<Object>> line =
              context.channel().attr(AttributeKey.valueOf("plimsoll.exchanges"));
          Deque<Object> inFlight = line.get();
          if (inFlight == null) {
            inFlight = new ArrayDeque<>(2);
            line.set(inFlight);
          }
          Object exchange = new Object();
          inFlight.add(exchange);
          Spy.exchangeBegins(exchange, request.method().name(), request.uri());
        }
        if (message instanceof HttpResponse response) {
          int status = response.status().code();
          // "100 Continue" and its like come before the answer and with an end of their own.
          interim = status < 200 && status != 101;
        }
        if (message instanceof LastHttpContent && !interim) {
          Attribute<Deque<Object>> line =
              context.channel().attr(AttributeKey.valueOf("plimsoll.calls"));
          Deque<Object> inFlight = line.get();
          if (inFlight != null) {
            Spy.callEnds(inFlight.poll());
          }
        }
      }
    }
  }

  /** What goes out: responses of a server, and requests of a client. */
  static final class Encode {
    private Encode() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Object message) {
      if (Spy.isClosing()
          && message instanceof HttpResponse response
          && response.status().code() >= 200) {
        response.headers().set("Connection", "close");
      }
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(0) ChannelHandlerContext context, @Advice.Argument(1) Object message) {
      Channel channel = context.channel();
      if (message instanceof HttpRequest) {
        Attribute<Deque<Object>> line = channel.attr(AttributeKey.valueOf("plimsoll.calls"));
        Deque<Object> inFlight = line.get();
        if (inFlight == null) {
          inFlight = new ArrayDeque<>(2);
          line.set(inFlight);
        }
        Object call = new Object();
        inFlight.add(call);
        if (channel.remoteAddress() instanceof InetSocketAddress peer) {
          Spy.callBegins(call, null, peer.getHostString(), peer.getPort());
        }
      }
      if (message instanceof LastHttpContent) {
        int status = message instanceof HttpResponse response ? response.status().code() : 200;
        Attribute<Deque<Object>> line = channel.attr(AttributeKey.valueOf("plimsoll.exchanges"));
        Deque<Object> inFlight = line.get();
        if (inFlight != null && (status >= 200 || status == 101)) {
          Spy.exchangeEnds(inFlight.poll());
        }
      }
    }
  }

  /** The connection is gone, and so is what was in flight on it. */
  static final class Inactive {
    private Inactive() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) ChannelHandlerContext context) {
      Attribute<@Nullable Deque<Object>> exchanges =
          context.channel().attr(AttributeKey.valueOf("plimsoll.exchanges"));
      Deque<Object> answerless = exchanges.getAndSet(null);
      while (answerless != null && !answerless.isEmpty()) {
        Spy.exchangeEnds(answerless.poll());
      }
      Attribute<@Nullable Deque<Object>> calls =
          context.channel().attr(AttributeKey.valueOf("plimsoll.calls"));
      Deque<Object> unanswered = calls.getAndSet(null);
      while (unanswered != null && !unanswered.isEmpty()) {
        Spy.callEnds(unanswered.poll());
      }
    }
  }
}
