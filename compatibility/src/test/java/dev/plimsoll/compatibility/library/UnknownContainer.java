package dev.plimsoll.compatibility.library;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** As little of a servlet container as a servlet can live in, and one that nobody knows. */
final class UnknownContainer {
  private final ServerSocket listener;
  private final Servlet servlet;

  private UnknownContainer(ServerSocket listener, Servlet servlet) {
    this.listener = listener;
    this.servlet = servlet;
  }

  static int start() throws IOException {
    ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    UnknownContainer container = new UnknownContainer(listener, new HeldServlets.Jakarta());
    daemon(container::accept);
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      String path = in.readLine().split(" ", -1)[1];
      String line = in.readLine();
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      socket.getOutputStream().write(answer(path).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The caller has gone.
    }
  }

  private String answer(String path) {
    StringWriter body = new StringWriter();
    String status = "200 OK";
    try {
      HttpServletRequest request = request(path, DispatcherType.REQUEST);
      servlet.service(new HttpServletRequestWrapper(request), response(body));
    } catch (Exception e) {
      status = "500 Internal Server Error";
    }
    return "HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.toString().length(), body);
  }

  private static HttpServletRequest request(String path, DispatcherType type) {
    ServletContext context = answering(ServletContext.class, "", null);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            UnknownContainer.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getMethod" -> "GET";
                  case "getRequestURI" -> path;
                  case "getDispatcherType" -> type;
                  case "getServletContext" -> context;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static HttpServletResponse response(StringWriter body) {
    return answering(HttpServletResponse.class, "getWriter", new PrintWriter(body, true));
  }

  private static <T> T answering(Class<T> type, String name, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            UnknownContainer.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              if (method.getName().equals(name)) {
                return answer;
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }
}
