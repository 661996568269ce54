import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.TimeUnit;

/** Calls {@link GrpcHello} a hundred times. */
class GrpcAsk {
  public static void main(String[] args) throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(args[0]))
            .usePlaintext()
            .build();
    for (int i = 0; i < 100; i++) {
      System.out.println(
          ClientCalls.blockingUnaryCall(channel, GrpcHello.GREET, CallOptions.DEFAULT, "no " + i));
    }
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
  }
}
