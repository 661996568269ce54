package dev.plimsoll.agent.handles;

import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.net.SocketImpl;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the number of the descriptor behind a socket of the JDK's. Of one thread. */
final class Descriptors {
  private static final int NONE = -1;

  private final Field number;
  private final Map<Class<?>, Field> fields = new HashMap<>();

  private Descriptors(Field number) {
    this.number = number;
  }

  /** Null where the JDK's packages are not open to us. */
  static @Nullable Descriptors orNull() {
    try {
      Descriptors descriptors = new Descriptors(open(FileDescriptor.class, "fd"));
      descriptors.fields.put(SocketImpl.class, open(SocketImpl.class, "fd"));
      return descriptors;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /**
   * The number; negative if it is closed.
   *
   * @throws IllegalStateException if it can't be told
   */
  int of(Object socket) {
    try {
      Object descriptor = field(socket.getClass()).get(socket);
      return descriptor == null ? NONE : number.getInt(descriptor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no descriptor in " + socket.getClass(), e);
    }
  }

  /** Only the JDK's own classes come here; none of them is ever unloaded. */
  private Field field(Class<?> type) throws NoSuchFieldException {
    Field known = fields.get(type);
    if (known != null) {
      return known;
    }
    Class<?> parent = type.getSuperclass();
    Field found;
    try {
      found = open(type, "fd");
    } catch (NoSuchFieldException e) {
      if (parent == null) {
        throw e;
      }
      found = field(parent);
    }
    fields.put(type, found);
    return found;
  }

  private static Field open(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
