package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Jetty, 9.4 to 12, whichever servlet API and HTTP version.
 *
 * <p>The names of 9 to 11 and of 12 are of different classes, so both stand here and each finds
 * only its own.
 */
final class Jetty {
  private static final String STATE = "org.eclipse.jetty.server.internal.HttpChannelState";

  static final List<Seam> SEAMS =
      List.of(
          Seam.of(
              "org.eclipse.jetty.server.Request",
              "setMetaData(org.eclipse.jetty.http.MetaData$Request)",
              Jetty.class,
              "Receive"),
          Seam.of("org.eclipse.jetty.server.HttpChannel", "onCompleted()", Jetty.class, "Complete"),
          Seam.of(
              STATE, "onRequest(org.eclipse.jetty.http.MetaData$Request)", Jetty.class, "Channel"),
          Seam.of(STATE, "recycle()", Jetty.class, "Recycle"),
          Seam.of(STATE + "$HandlerInvoker", "completeStream(*,*)", Jetty.class, "Stream"),
          Seam.of(
              "org.eclipse.jetty.http.HttpGenerator",
              "generateHeaders(..)",
              Jetty.class,
              "Answer"));

  private Jetty() {}

  /** 9 to 11: {@code Request.setMetaData}, with which every request of a channel begins. */
  static final class Receive {
    private Receive() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Request request) {
      Spy.exchangeBegins(request, request.getMethod(), request.getRequestURI());
    }
  }

  /** 9 to 11: {@code HttpChannel.onCompleted}, with which every request ends, also aborted ones. */
  static final class Complete {
    private Complete() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("_request") Object request) {
      Spy.exchangeEnds(request);
    }
  }

  /** 12: {@code HttpChannelState.onRequest}. */
  static final class Channel {
    private Channel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object channel, @Advice.Argument(0) MetaData.Request request) {
      Spy.exchangeBegins(channel, request.getMethod(), request.getHttpURI().getPath());
    }
  }

  /** 9 to 12: what of HTTP/1.1 is written, of clients too, whose connections are none of ours. */
  static final class Answer {
    private Answer() {}

    @SuppressWarnings("UnusedVariable") // it is the field of the class that this is copied into
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("_info") Object message,
        @Advice.FieldValue(value = "_persistent", readOnly = false) @Nullable Boolean persistent) {
      if (Spy.isClosing() && message instanceof MetaData.Response) {
        persistent = Boolean.FALSE;
      }
    }
  }

  /**
   * 12: a channel is about to take its next request. Says nothing new but of the first ones, when
   * the class below may not have been woven yet.
   */
  static final class Recycle {
    private Recycle() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object channel) {
      Spy.exchangeEnds(channel);
    }
  }

  /** 12: the only place where a stream succeeds or fails, as its own comment has it. */
  static final class Stream {
    private Stream() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("this$0") Object channel) {
      Spy.exchangeEnds(channel);
    }
  }
}
