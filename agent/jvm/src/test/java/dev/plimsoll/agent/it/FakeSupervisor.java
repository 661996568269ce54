package dev.plimsoll.agent.it;

import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The other end of the control socket. */
final class FakeSupervisor implements AutoCloseable {
  private final Path path;
  private final ControlMessage greeting;
  private final ServerSocketChannel listener;
  private final List<ControlMessage> heard = new CopyOnWriteArrayList<>();
  private final List<SocketChannel> agents = new CopyOnWriteArrayList<>();

  /** Answers each hello with the greeting. */
  FakeSupervisor(Path path, ControlMessage greeting) throws IOException {
    this.path = path;
    this.greeting = greeting;
    Files.deleteIfExists(path);
    this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    Thread thread = new Thread(this::accept);
    thread.setDaemon(true);
    thread.start();
  }

  String path() {
    return path.toString();
  }

  List<ControlMessage> heard() {
    return heard;
  }

  <T extends ControlMessage> List<T> heard(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  void say(ControlMessage message) throws IOException {
    for (SocketChannel agent : agents) {
      agent.write(ByteBuffer.wrap((message.toLine() + "\n").getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (SocketChannel agent : agents) {
      agent.close();
    }
    Files.deleteIfExists(path);
  }

  private void accept() {
    try {
      while (listener.isOpen()) {
        SocketChannel agent = listener.accept();
        agents.add(agent);
        Thread thread = new Thread(() -> listen(agent));
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void listen(SocketChannel agent) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(agent), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        ControlMessage message = ControlMessage.ofLine(line);
        heard.add(message);
        if (message instanceof ControlMessage.Hello) {
          agent.write(ByteBuffer.wrap((greeting.toLine() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
      }
    } catch (IOException e) {
      // Gone.
    } catch (MalformedMessageException e) {
      throw new IllegalStateException(e);
    }
  }
}
