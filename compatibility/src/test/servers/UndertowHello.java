import io.undertow.Undertow;

/** Undertow by itself. */
class UndertowHello {
  public static void main(String[] args) {
    Undertow server =
        Undertow.builder()
            .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1")
            .setHandler(exchange -> exchange.getResponseSender().send("hello"))
            .build();
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
  }
}
