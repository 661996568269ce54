package dev.plimsoll.compatibility.library;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A server of Netty's own parts. */
final class NettyServers {
  private NettyServers() {}

  /**
   * Starts one.
   *
   * @param combined with the codec; otherwise with decoder and encoder apart
   */
  @SuppressWarnings("deprecation") // its successor is not in 4.1
  static int start(boolean combined) throws Exception {
    EventLoopGroup group = new NioEventLoopGroup(2);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    if (combined) {
                      channel.pipeline().addLast(new HttpServerCodec());
                    } else {
                      channel.pipeline().addLast(new HttpRequestDecoder());
                      channel.pipeline().addLast(new HttpResponseEncoder());
                    }
                    channel.pipeline().addLast(new Held());
                  }
                });
    return ((InetSocketAddress) bootstrap.bind("127.0.0.1", 0).sync().channel().localAddress())
        .getPort();
  }

  /** Says "continue" to those who ask, and answers in two pieces or in one. */
  @SuppressWarnings("FutureReturnValueIgnored") // who is not answered hangs up
  private static final class Held extends SimpleChannelInboundHandler<HttpObject> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (!(message instanceof HttpRequest request)) {
        return;
      }
      if (HttpUtil.is100ContinueExpected(request)) {
        context.writeAndFlush(
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      }
      String path = request.uri();
      if (path.endsWith("-error")) {
        throw new IllegalStateException("on purpose");
      }
      boolean last = !HttpUtil.isKeepAlive(request);
      Runnable answer = () -> context.executor().execute(() -> answer(context, path, last));
      if (path.endsWith("-held")) {
        Gate.afterwards(answer);
      } else {
        answer.run();
      }
    }

    private static void answer(ChannelHandlerContext context, String path, boolean last) {
      byte[] body = ("hello from " + path + "\n").getBytes(StandardCharsets.US_ASCII);
      if (path.endsWith("-held")) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        context.write(head);
        context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(body)));
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      } else {
        FullHttpResponse whole =
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
        whole.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        context.writeAndFlush(whole);
      }
      if (last) {
        context.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
