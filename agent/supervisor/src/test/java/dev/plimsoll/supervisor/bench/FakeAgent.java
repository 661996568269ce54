package dev.plimsoll.supervisor.bench;

import dev.plimsoll.wire.control.ControlMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of the control socket and nothing else. Loaded with {@code -javaagent}, as the
 * real one; the program calls {@link #bind} where the real one would weave itself in.
 */
public final class FakeAgent {
  private static @Nullable PrintWriter out;
  private static @Nullable BufferedReader in;

  private FakeAgent() {}

  public static void premain(@Nullable String arguments) throws Exception {
    String control = System.getenv("PLIMSOLL_CONTROL");
    if (control == null) {
      return;
    }
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(control));
    out = new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), true);
    in =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    say(new ControlMessage.Hello(System.getenv("PLIMSOLL_RUN"), ProcessHandle.current().pid()));
    ControlMessage answer = hear();
    System.out.println("agent: " + answer);
    if (answer instanceof ControlMessage.Declined) {
      out = null;
    }
  }

  /** Does what the advice on bind does: asks first where the run has to. */
  static void bind(int port, Binder binder) throws IOException {
    if (out != null && port != 0 && "1".equals(System.getenv("PLIMSOLL_HOLD_BIND"))) {
      say(new ControlMessage.Binding(port));
      System.out.println("agent: " + hear());
    }
    say(new ControlMessage.Listening(binder.bind()));
    say(new ControlMessage.Status(Map.of("rss", 1234.0, "heap.live", 0.5)));
  }

  /** Binds the application's socket. */
  interface Binder {
    /** Returns the port that is bound now. */
    int bind() throws IOException;
  }

  private static void say(ControlMessage message) {
    if (out != null) {
      out.println(message.toLine());
    }
  }

  private static ControlMessage hear() {
    try {
      if (in == null) {
        throw new IllegalStateException("there is no supervisor");
      }
      return ControlMessage.ofLine(in.readLine());
    } catch (Exception e) {
      throw new IllegalStateException("the supervisor does not answer", e);
    }
  }
}
