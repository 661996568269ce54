package dev.plimsoll.agent.jfr;

import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** The frame of a stack trace that the application's people will recognise. */
public final class ApplicationFrame {
  private static final String[] PLATFORM = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  private ApplicationFrame() {}

  /**
   * The innermost frame that is not the platform's, such as {@code com.acme.Push.send:42}; null
   * where there is none.
   */
  public static @Nullable String of(@Nullable RecordedStackTrace trace) {
    if (trace == null) {
      return null;
    }
    for (RecordedFrame frame : trace.getFrames()) {
      if (frame.isJavaFrame()) {
        String type = frame.getMethod().getType().getName();
        if (!isPlatform(type)) {
          return text(type, frame);
        }
      }
    }
    return null;
  }

  /** As people know it from stack traces: {@code com.acme.Push.send:42}. */
  public static String text(RecordedFrame frame) {
    return text(frame.getMethod().getType().getName(), frame);
  }

  private static String text(String type, RecordedFrame frame) {
    int line = frame.getLineNumber();
    String method = type + "." + frame.getMethod().getName();
    return line > 0 ? method + ":" + line : method;
  }

  private static boolean isPlatform(String type) {
    for (String prefix : PLATFORM) {
      if (type.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
