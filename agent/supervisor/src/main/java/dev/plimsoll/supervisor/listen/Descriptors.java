package dev.plimsoll.supervisor.listen;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Gives a child one of our descriptors. Java's own {@code ProcessBuilder} closes all but the first
 * three in a child, and lets nobody choose those; but the class behind {@code startPipeline} does.
 * It wants {@code --add-opens java.base/java.lang=ALL-UNNAMED} and the same for {@code
 * java.base/sun.nio.ch}, which the manifest of the product brings along. The same on 17 and on 25.
 */
public final class Descriptors {
  private static final int STOP_RECEIVING = 0;
  private static final @Nullable Descriptors INSTANCE = open();

  private final Constructor<?> redirect;
  private final Field redirected;
  private final Method setNumber;
  private final Method number;
  private final Method descriptor;
  private final Method shutdown;

  private Descriptors() throws ReflectiveOperationException {
    Class<?> pipe = Class.forName("java.lang.ProcessBuilder$RedirectPipeImpl");
    Class<?> channel = Class.forName("sun.nio.ch.SelChImpl");
    this.redirect = pipe.getDeclaredConstructor();
    this.redirected = pipe.getDeclaredField("fd");
    this.setNumber =
        Class.forName("sun.nio.ch.IOUtil")
            .getDeclaredMethod("setfdVal", FileDescriptor.class, int.class);
    this.number = channel.getDeclaredMethod("getFDVal");
    this.descriptor = channel.getDeclaredMethod("getFD");
    this.shutdown =
        Class.forName("sun.nio.ch.Net")
            .getDeclaredMethod("shutdown", FileDescriptor.class, int.class);
    redirect.setAccessible(true);
    redirected.setAccessible(true);
    setNumber.setAccessible(true);
    number.setAccessible(true);
    descriptor.setAccessible(true);
    shutdown.setAccessible(true);
  }

  private static @Nullable Descriptors open() {
    try {
      return new Descriptors();
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** Null where this JVM keeps its insides closed. */
  public static @Nullable Descriptors orNull() {
    return INSTANCE;
  }

  /** The number of the descriptor of a socket or a pipe. */
  public int numberOf(Channel channel) throws IOException {
    return (int) call(() -> number.invoke(channel));
  }

  /** Makes a child's standard stream of one of our descriptors. */
  public Redirect handOver(Channel channel) throws IOException {
    int value = numberOf(channel);
    return (Redirect)
        call(
            () -> {
              Object stream = redirect.newInstance();
              setNumber.invoke(null, redirected.get(stream), value);
              return stream;
            });
  }

  /** Ends the listening for all who have the socket: to close ours would leave it to the others. */
  void stopListening(Channel listener) throws IOException {
    call(
        () -> {
          shutdown.invoke(null, descriptor.invoke(listener), STOP_RECEIVING);
          return listener;
        });
  }

  private interface Reflected {
    Object get() throws ReflectiveOperationException;
  }

  private static Object call(Reflected call) throws IOException {
    try {
      return call.get();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("a descriptor is not to be had", e);
    } catch (ReflectiveOperationException e) {
      throw new IOException("a descriptor is not to be had", e);
    }
  }
}
