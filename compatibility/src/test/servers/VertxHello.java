import io.vertx.core.Vertx;

/** Vert.x: a server that answers by way of its own client. */
class VertxHello {
  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    Vertx vertx = Vertx.vertx();
    vertx
        .createHttpServer()
        .requestHandler(request -> request.response().end("hello " + request.path()))
        .listen(port, "127.0.0.1");
    Runtime.getRuntime().addShutdownHook(new Thread(vertx::close));
  }
}
