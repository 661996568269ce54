package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import net.bytebuddy.asm.Advice;
import okhttp3.Call;
import okhttp3.HttpUrl;

/**
 * OkHttp 3 to 5. Calls that wait in the dispatcher count: they hold as much memory as those on the
 * wire.
 */
final class OkHttp {
  private static final String CALL_3 = "okhttp3.RealCall";
  private static final String CALL = "okhttp3.internal.connection.RealCall";

  static final List<Seam> SEAMS =
      List.of(
          Seam.of(CALL, "callStart()", OkHttp.class, "Begin"),
          Seam.of(CALL, "callDone(*)", OkHttp.class, "End"),
          Seam.of(CALL_3, "execute()", OkHttp.class, "Execute"),
          Seam.of(CALL_3, "enqueue(*)", OkHttp.class, "Begin"),
          Seam.of(CALL_3 + "$AsyncCall", "execute()", OkHttp.class, "Executed"));

  private OkHttp() {}

  /** 4 and 5: {@code callStart}, common to both ways to call; 3: {@code enqueue}. */
  static final class Begin {
    private Begin() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Call call) {
      HttpUrl url = call.request().url();
      Spy.callBegins(call, url.scheme(), url.host(), url.port());
    }
  }

  /** 4 and 5: the response is read or closed, or the call has failed. */
  static final class End {
    private End() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object call) {
      Spy.callEnds(call);
    }
  }

  /** 3: {@code execute}, up to the head of the response. */
  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Call call) {
      HttpUrl url = call.request().url();
      Spy.callBegins(call, url.scheme(), url.host(), url.port());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.This Object call) {
      Spy.callEnds(call);
    }
  }

  /** 3: the call on a thread of the dispatcher, up to the end of its callback. */
  static final class Executed {
    private Executed() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.FieldValue("this$0") Object call) {
      Spy.callEnds(call);
    }
  }
}
