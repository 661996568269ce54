package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Selectors, and the two ends of pipes. */
final class Selectors {
  static final List<Seam> SEAMS =
      List.of(
          seam("sun.nio.ch.SelectorImpl", "<init>(..)", "OpenSelector"),
          seam("sun.nio.ch.SelectorImpl", "implCloseSelector()", "Close"),
          seam("sun.nio.ch.SourceChannelImpl", "<init>(..)", "OpenPipe"),
          seam("sun.nio.ch.SourceChannelImpl", "implCloseSelectableChannel()", "Close"),
          seam("sun.nio.ch.SinkChannelImpl", "<init>(..)", "OpenPipe"),
          seam("sun.nio.ch.SinkChannelImpl", "implCloseSelectableChannel()", "Close"));

  private Selectors() {}

  private static Seam seam(String type, String method, String advice) {
    return Seam.of(type, method, Selectors.class, advice);
  }

  static final class OpenSelector {
    private OpenSelector() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object selector) {
      Spy.opened(Kind.SELECTOR, selector, null);
    }
  }

  static final class OpenPipe {
    private OpenPipe() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object end) {
      Spy.opened(Kind.PIPE, end, null);
    }
  }

  static final class Close {
    private Close() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object handle) {
      Spy.closed(handle);
    }
  }
}
