package dev.plimsoll.compatibility.takeover;

import com.sun.net.httpserver.HttpServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/**
 * A server of one kind. It answers each request with its pid after some milliseconds, and knows
 * nothing of Plimsoll.
 *
 * <p>Arguments: the kind, the port, the milliseconds, and maybe a file: while it is there the
 * program is a broken version, as the text in it says.
 */
public final class Served {
  private static final byte[] PID =
      String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
  private static int millis;

  private Served() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    millis = Integer.parseInt(arguments[2]);
    if (arguments.length > 3 && Files.exists(Path.of(arguments[3]))) {
      port = beBroken(Files.readString(Path.of(arguments[3])), port);
    }
    switch (arguments[0]) {
      case "jdk" -> jdk(port);
      case "tomcat" -> tomcat(port);
      case "jetty" -> jetty(port);
      case "netty" -> netty(port);
      case "socket" -> socket(port);
      case "async" -> asynchronous(port);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println("serving");
    Thread.currentThread().join();
  }

  /** Returns the port to bind. */
  private static int beBroken(String how, int port) throws InterruptedException {
    switch (how) {
      case "throws" -> throw new IllegalStateException("the configuration has no customers");
      case "hangs" -> Thread.currentThread().join();
      case "other port" -> {
        return port + 1;
      }
      case "dies" -> dieSoon();
      default -> throw new IllegalArgumentException(how);
    }
    return port;
  }

  private static void dieSoon() {
    Thread end =
        new Thread(
            () -> {
              pause(2_000);
              System.err.println("out of licences");
              Runtime.getRuntime().halt(4);
            });
    end.setDaemon(true);
    end.start();
  }

  private static void pause(int time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void jdk(int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          pause(millis);
          exchange.sendResponseHeaders(200, PID.length);
          exchange.getResponseBody().write(PID);
          exchange.close();
        });
    server.start();
  }

  private static void tomcat(int port) throws Exception {
    Path base = Files.createTempDirectory("tomcat");
    base.toFile().deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    Context context = tomcat.addContext("", base.toString());
    Tomcat.addServlet(context, "pid", new PidServlet());
    context.addServletMappingDecoded("/", "pid");
    tomcat.start();
  }

  private static void jetty(int port) throws Exception {
    Server server = new Server(port);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(PidServlet.class, "/*");
    server.setHandler(context);
    server.start();
  }

  /** Public for the containers, which make one themselves. */
  public static final class PidServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      pause(millis);
      response.setContentLength(PID.length);
      response.getOutputStream().write(PID);
    }
  }

  private static void netty(int port) throws InterruptedException {
    new ServerBootstrap()
        .group(new NioEventLoopGroup(1), new NioEventLoopGroup(2))
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec(), new HttpObjectAggregator(65536), new Pid());
              }
            })
        .bind(port)
        .sync();
  }

  private static final class Pid extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a client that is gone gets no answer
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      DefaultFullHttpResponse answer =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(PID));
      answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, PID.length);
      var ignored =
          context
              .executor()
              .schedule(() -> context.writeAndFlush(answer), millis, TimeUnit.MILLISECONDS);
    }
  }

  /** One request a connection, and the connection ends with its answer. */
  private static void socket(int port) throws IOException {
    ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    var workers = Executors.newCachedThreadPool();
    Thread acceptor =
        new Thread(
            () -> {
              while (true) {
                try {
                  Socket client = server.accept();
                  workers.execute(() -> answer(client));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    acceptor.start();
  }

  private static void answer(Socket client) {
    try (client) {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      while (!String.valueOf(reader.readLine()).isEmpty()) {
        // The headers say nothing new.
      }
      pause(millis);
      client.getOutputStream().write(closingAnswer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] closingAnswer() {
    String head =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + PID.length + "\r\n\r\n";
    return (head + new String(PID, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  private static void asynchronous(int port) throws IOException {
    AsynchronousServerSocketChannel server =
        AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(port));
    server.accept(server, new Accepting());
  }

  private static final class Accepting
      implements java.nio.channels.CompletionHandler<
          AsynchronousSocketChannel, AsynchronousServerSocketChannel> {
    @Override
    public void completed(
        AsynchronousSocketChannel client, AsynchronousServerSocketChannel server) {
      server.accept(server, this);
      try (client) {
        client.read(ByteBuffer.allocate(4096)).get();
        pause(millis);
        client.write(ByteBuffer.wrap(closingAnswer())).get();
      } catch (IOException | ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void failed(Throwable error, AsynchronousServerSocketChannel server) {
      error.printStackTrace();
    }
  }
}
