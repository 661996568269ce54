package dev.plimsoll.agent.listen;

import dev.plimsoll.agent.guest.Trouble;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What of the JDK's sockets is nobody's but the JDK's, and ours. The names are the same from 17 to
 * 25.
 */
final class Insides {
  private final Method dup2;
  private final Method signal;
  private final Method block;
  private final Method newDescriptor;
  private final Method number;
  private final Method address;

  private Insides() throws ReflectiveOperationException {
    // It belongs to inetd's way of starting servers, and is all there is.
    this.dup2 = method("sun.nio.ch.InheritedChannel", "dup2", int.class, int.class);
    this.signal = method("sun.nio.ch.NativeThread", "signal", long.class);
    this.block =
        method("sun.nio.ch.IOUtil", "configureBlocking", FileDescriptor.class, boolean.class);
    this.newDescriptor = method("sun.nio.ch.IOUtil", "newFD", int.class);
    this.address = method("sun.nio.ch.Net", "localAddress", FileDescriptor.class);
    this.number = method("sun.nio.ch.IOUtil", "fdVal", FileDescriptor.class);
  }

  /** Opened at the first use: before the spy is there the JDK is closed to us. */
  private static final class Opened {
    static final @Nullable Insides INSTANCE = open();

    private static @Nullable Insides open() {
      try {
        return new Insides();
      } catch (ReflectiveOperationException | RuntimeException e) {
        Trouble.count("listeners", e);
        return null;
      }
    }
  }

  /** Null where this JDK is another. */
  static @Nullable Insides orNull() {
    return Opened.INSTANCE;
  }

  /** The second descriptor becomes another name for what is behind the first. */
  void copy(int from, int to) throws IOException {
    call(dup2, null, from, to);
  }

  /**
   * Accepting must not wait in the kernel: whoever is quicker takes a connection that two processes
   * were woken for, and the JDK's own blocking accept waits by itself where the kernel does not.
   */
  void unblock(int descriptor) throws IOException {
    Object value = call(newDescriptor, null, descriptor);
    call(block, null, value, false);
  }

  /** Has a thread that waits in the kernel look again. */
  void wake(long nativeThread) throws IOException {
    // Zero is nobody, and below are virtual threads, which don't wait in the kernel.
    if (nativeThread > 0) {
      call(signal, null, nativeThread);
    }
  }

  /** As the kernel has it, which is how the application would see it. */
  InetSocketAddress addressOf(int descriptor) throws IOException {
    return (InetSocketAddress) call(address, null, call(newDescriptor, null, descriptor));
  }

  int numberOf(Object descriptor) throws IOException {
    return (int) (Integer) call(number, null, descriptor);
  }

  Object get(Object object, Class<?> type, String field) throws IOException {
    try {
      return open(type, field).get(object);
    } catch (ReflectiveOperationException e) {
      throw new IOException("no " + field + " in " + type, e);
    }
  }

  void set(Object object, Class<?> type, String field, Object value) throws IOException {
    try {
      open(type, field).set(object, value);
    } catch (ReflectiveOperationException e) {
      throw new IOException("no " + field + " in " + type, e);
    }
  }

  Object call(Object object, Class<?> type, String name, Object... arguments) throws IOException {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        method.setAccessible(true);
        return call(method, object, arguments);
      }
    }
    throw new IOException("no " + name + " in " + type);
  }

  private static Field open(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static Method method(String type, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method =
        Class.forName(type, true, ClassLoader.getPlatformClassLoader())
            .getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }

  @SuppressWarnings("NullAway") // what is called here either returns something or is not asked
  private static Object call(Method method, @Nullable Object object, Object... arguments)
      throws IOException {
    try {
      Object result = method.invoke(object, arguments);
      return result == null ? arguments : result;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(method + " failed", e);
    } catch (IllegalAccessException e) {
      throw new IOException(method + " is closed", e);
    }
  }
}
