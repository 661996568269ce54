package dev.plimsoll.agent.weave;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.net.SocketAddress;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * One place in the JDK where something is woven in.
 *
 * @param type binary name of the class; a JDK that lacks it is none the worse
 * @param methods which of its methods
 * @param advice what is copied into them
 */
record Seam(String type, ElementMatcher<? super MethodDescription> methods, Class<?> advice) {
  private static final String CHANNEL = "sun.nio.ch.SocketChannelImpl";
  private static final String SOCKET = "sun.nio.ch.NioSocketImpl";
  private static final String EXCHANGE = "sun.net.httpserver.ExchangeImpl";

  /** Where listeners are bound. */
  static final List<Seam> BINDS =
      List.of(
          bind("java.net.ServerSocket"),
          bind("sun.nio.ch.ServerSocketChannelImpl"),
          bind("sun.nio.ch.AsynchronousServerSocketChannelImpl"));

  /** Where sockets and requests begin and end. */
  static final List<Seam> HANDLES =
      List.of(
          new Seam(SOCKET, connectTo(2), Advices.Connect.class),
          new Seam(SOCKET, named("accept").and(takesArguments(1)), Advices.Accept.class),
          new Seam(SOCKET, named("close").and(takesArguments(0)), Advices.Close.class),
          new Seam(CHANNEL, connectTo(1), Advices.Connect.class),
          new Seam(
              CHANNEL,
              named("blockingConnect").and(takesArgument(0, SocketAddress.class)),
              Advices.Connect.class),
          new Seam(CHANNEL, isConstructor().and(takesArguments(4)), Advices.AcceptedChannel.class),
          new Seam(CHANNEL, named("implCloseSelectableChannel"), Advices.Close.class),
          new Seam(
              "sun.net.www.protocol.http.HttpURLConnection",
              named("getInputStream0").and(takesArguments(0)),
              Advices.AwaitAnswer.class),
          new Seam(
              "jdk.internal.net.http.HttpClientImpl",
              named("sendAsync").and(takesArguments(4)),
              Advices.SendAsync.class),
          new Seam(EXCHANGE, isConstructor(), Advices.ExchangeBegins.class),
          new Seam(EXCHANGE, named("close").and(takesArguments(0)), Advices.ExchangeCloses.class),
          // The first up to release 24, the second from 25 on.
          written("sun.net.httpserver.WriteFinishedEvent"),
          written("sun.net.httpserver.Event$WriteFinished"));

  private static Seam bind(String type) {
    return new Seam(
        type,
        named("bind").and(takesArguments(2)).and(takesArgument(0, SocketAddress.class)),
        Advices.Bind.class);
  }

  private static Seam written(String type) {
    return new Seam(type, isConstructor(), Advices.ExchangeWritten.class);
  }

  private static ElementMatcher.Junction<MethodDescription> connectTo(int arguments) {
    return named("connect")
        .and(takesArguments(arguments))
        .and(takesArgument(0, SocketAddress.class));
  }
}
