package dev.plimsoll.agent.handles;

import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/** Reads who is at the other end of a {@link SocketImpl}, which tells only its own package. */
final class AcceptedPeer {
  private final Field address;
  private final Field port;

  private AcceptedPeer(Field address, Field port) {
    this.address = address;
    this.port = port;
  }

  /** Null where {@code java.net} is not open to us. */
  static @Nullable AcceptedPeer orNull() {
    try {
      return new AcceptedPeer(field("address"), field("port"));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  @Nullable InetSocketAddress of(Object socket) {
    try {
      return address.get(socket) instanceof InetAddress host
          ? new InetSocketAddress(host, port.getInt(socket))
          : null;
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  private static Field field(String name) throws NoSuchFieldException {
    Field field = SocketImpl.class.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
