package dev.plimsoll.compatibility.library;

import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server and channels to it over each transport: {@code call CHANNEL WHAT TIMES}, {@code cancel},
 * {@code open} and {@code cut}, which ends the server with what it holds.
 */
public final class GrpcProgram {
  private GrpcProgram() {}

  public static void main(String[] args) throws Exception {
    Server server = GrpcService.start(io.grpc.netty.NettyServerBuilder.forPort(0));
    String target = "localhost:" + server.getPort();
    Map<String, GrpcService.Channel> channels =
        Map.of(
            "netty",
            GrpcService.channel(io.grpc.netty.NettyChannelBuilder.forTarget(target)),
            "shaded",
            GrpcService.channel(
                io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder.forTarget(target)),
            "okhttp",
            GrpcService.channel(io.grpc.okhttp.OkHttpChannelBuilder.forTarget(target)));
    List<Runnable> calls = new ArrayList<>();
    Console.serve(
        target,
        words -> {
          switch (words[0]) {
            case "open" -> Gate.open();
            case "cut" -> server.shutdownNow();
            case "cancel" -> calls.forEach(Runnable::run);
            default -> {
              for (int i = 0; i < Integer.parseInt(words[3]); i++) {
                calls.add(channels.get(words[1]).call(words[2], new Nobody()));
              }
            }
          }
          return "done";
        });
  }

  private static final class Nobody implements StreamObserver<String> {
    @Override
    public void onNext(String value) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {}
  }
}
