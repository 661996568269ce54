package dev.plimsoll.agent.handles;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the application's frame on the stack of the calling thread. */
final class Frames {
  private static final int DEEPEST = 100;
  private static final int MOST_KNOWN = 2_000;

  /** Of classes that do for the application what it could have done itself. */
  private static final List<String> LIBRARIES =
      List.of(
          "ch.qos.logback.",
          "com.fasterxml.",
          "com.google.common.",
          "com.mysql.",
          "com.zaxxer.hikari.",
          "feign.",
          "groovy.",
          "io.grpc.",
          "io.micrometer.",
          "io.netty.",
          "io.undertow.",
          "io.vertx.",
          "jakarta.",
          "kotlin.",
          "kotlinx.",
          "okhttp3.",
          "okio.",
          "oracle.jdbc.",
          "org.apache.catalina.",
          "org.apache.commons.",
          "org.apache.coyote.",
          "org.apache.hc.",
          "org.apache.http.",
          "org.apache.logging.",
          "org.apache.tomcat.",
          "org.eclipse.jetty.",
          "org.h2.",
          "org.hibernate.",
          "org.mariadb.",
          "org.postgresql.",
          "org.slf4j.",
          "org.springframework.",
          "org.xnio.",
          "reactor.",
          "scala.");

  /** Of the JDK's classes, those that say nothing of what is being done. */
  private static final List<String> PLUMBING = List.of("java.", "sun.nio.", "jdk.internal.misc.");

  private record Place(String type, String method, int at) {}

  private final StackWalker walker =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private final ClassLoader own;
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
  private final Map<Place, Frame> known = new ConcurrentHashMap<>();

  /**
   * Knows no frame yet.
   *
   * @param own loader whose frames are the agent's
   */
  Frames(ClassLoader own) {
    this.own = own;
  }

  /**
   * The innermost frame of the application; where it is not on the stack, of a library, and else of
   * a telling part of the JDK. Null on a stack without any.
   */
  @Nullable Frame find() {
    return walker.walk(this::first);
  }

  private @Nullable Frame first(Stream<StackFrame> stack) {
    StackFrame second = null;
    boolean secondIsLibrary = false;
    Iterator<StackFrame> frames = stack.limit(DEEPEST).iterator();
    while (frames.hasNext()) {
      StackFrame frame = frames.next();
      Class<?> type = frame.getDeclaringClass();
      ClassLoader loader = type.getClassLoader();
      if (loader == own) {
        continue;
      }
      boolean jdk = loader == null || loader == platform;
      if (!jdk && !startsWithAny(type.getName(), LIBRARIES)) {
        return frameOf(frame);
      }
      if (second == null
          ? !jdk || !startsWithAny(type.getName(), PLUMBING)
          : !jdk && !secondIsLibrary) {
        second = frame;
        secondIsLibrary = !jdk;
      }
    }
    return second == null ? null : frameOf(second);
  }

  private Frame frameOf(StackFrame frame) {
    Place place = new Place(frame.getClassName(), frame.getMethodName(), frame.getByteCodeIndex());
    Frame found = known.get(place);
    if (found == null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      found = describe(frame);
      known.put(place, found);
    }
    return found;
  }

  private static Frame describe(StackFrame frame) {
    String method = frame.getClassName() + "." + plain(frame.getMethodName());
    String file = frame.getFileName();
    String place =
        file == null ? "" : frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
    return new Frame(method, method + "(" + place + ")");
  }

  /** {@code lambda$send$3} is part of {@code send}. */
  private static String plain(String method) {
    if (!method.startsWith("lambda$")) {
      return method;
    }
    int end = method.lastIndexOf('$');
    int begin = "lambda$".length();
    return end > begin ? method.substring(begin, end) : method;
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (name.startsWith(prefixes.get(i))) {
        return true;
      }
    }
    return false;
  }
}
