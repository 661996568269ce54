package dev.plimsoll.compatibility.library;

import io.grpc.CallOptions;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A service without generated code. */
final class GrpcService {
  private static final MethodDescriptor<String, String> HELD = method("Held");
  private static final MethodDescriptor<String, String> ERROR = method("Error");

  private GrpcService() {}

  /** A channel to it; one call of two holds until the gate opens, the other fails. */
  static Channel channel(ManagedChannelBuilder<?> builder) {
    var channel = builder.usePlaintext().build();
    return (wanted, observer) -> {
      var call = channel.newCall(wanted.equals("error") ? ERROR : HELD, CallOptions.DEFAULT);
      ClientCalls.asyncUnaryCall(call, wanted, observer);
      return () -> call.cancel("on purpose", null);
    };
  }

  /** One way to call. */
  interface Channel {
    /** Begins a call and returns how to cancel it. */
    Runnable call(String what, StreamObserver<String> observer);
  }

  static Server start(io.grpc.ServerBuilder<?> builder) throws IOException {
    return builder
        .addService(
            ServerServiceDefinition.builder("plimsoll.Greeter")
                .addMethod(
                    HELD,
                    ServerCalls.asyncUnaryCall(
                        (request, observer) ->
                            Gate.afterwards(
                                () -> {
                                  observer.onNext("hello");
                                  observer.onCompleted();
                                })))
                .addMethod(
                    ERROR,
                    ServerCalls.asyncUnaryCall(
                        (request, observer) -> observer.onError(Status.INTERNAL.asException())))
                .build())
        .build()
        .start();
  }

  private static MethodDescriptor<String, String> method(String name) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName("plimsoll.Greeter/" + name)
        .setRequestMarshaller(new Text())
        .setResponseMarshaller(new Text())
        .build();
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
