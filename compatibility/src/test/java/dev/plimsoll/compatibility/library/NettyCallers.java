package dev.plimsoll.compatibility.library;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import reactor.core.Disposable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Netty's own parts, and Reactor Netty. */
final class NettyCallers {
  private static final int PLENTY = 100;

  private NettyCallers() {}

  @SuppressWarnings({
    "deprecation", // its successor is not in 4.1
    "FutureReturnValueIgnored" // the listener takes it
  })
  static Caller codec() {
    EventLoopGroup group = new NioEventLoopGroup(2);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new HttpClientCodec());
                  }
                });
    return url -> {
      URI uri = URI.create(url);
      var connected = bootstrap.connect(uri.getHost(), uri.getPort());
      connected.addListener(
          (ChannelFutureListener)
              done ->
                  done.channel()
                      .writeAndFlush(
                          new DefaultFullHttpRequest(
                              HttpVersion.HTTP_1_1, HttpMethod.GET, uri.getPath())));
      return () -> connected.channel().close();
    };
  }

  static Caller reactor() {
    HttpClient client =
        HttpClient.create(ConnectionProvider.create("callers", PLENTY)).disableRetry(true);
    return url -> {
      Disposable call =
          client.get().uri(url).responseContent().aggregate().subscribe(body -> {}, error -> {});
      return call::dispose;
    };
  }
}
