package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.guest.Trouble;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import jdk.jfr.FlightRecorder;

/**
 * Tells Flight Recorder where to keep its chunks, before its first recording and never after: what
 * is there already belongs to somebody else.
 *
 * <p>The official way at run time is the diagnostic command {@code JFR.configure}, which would
 * start the platform's MBean server under an application that may want another one. So the call
 * behind the command is made instead ({@code Repository.setBasePath}); where that can't be, the
 * chunks are kept in the temporary folder, as ever.
 */
final class RepositoryMove {
  private static final String INTERNAL = "jdk.jfr.internal";

  private RepositoryMove() {}

  static void to(Path folder, Instrumentation instrumentation) {
    try {
      if (FlightRecorder.isInitialized()) {
        return;
      }
      Module jfr = FlightRecorder.class.getModule();
      instrumentation.redefineModule(
          jfr,
          Set.of(),
          Map.of(),
          Map.of(INTERNAL, Set.of(RepositoryMove.class.getModule())),
          Set.of(),
          Map.of());
      move(Class.forName(INTERNAL + ".Repository"), folder);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      Trouble.count("jfr folder", e);
    }
  }

  private static void move(Class<?> type, Path folder) throws ReflectiveOperationException {
    Object repository = type.getMethod("getRepository").invoke(null);
    if (type.getMethod("getBaseLocation").invoke(repository) != null) {
      // Chosen on the command line: -XX:FlightRecorderOptions=repository=...
      return;
    }
    for (Method method : type.getMethods()) {
      if (method.getName().equals("setBasePath")) {
        method.invoke(repository, argument(method.getParameterTypes()[0], folder));
      }
    }
  }

  /** A {@code Path}, or until release 23 the recorder's own wrapper of one. */
  private static Object argument(Class<?> type, Path folder) throws ReflectiveOperationException {
    if (type == Path.class) {
      return folder;
    }
    return type.getConstructor(Path.class).newInstance(folder);
  }
}
