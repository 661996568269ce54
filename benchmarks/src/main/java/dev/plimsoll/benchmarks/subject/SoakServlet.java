package dev.plimsoll.benchmarks.subject;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Part of a web application: each request opens a file and a connection to the port of the system
 * property {@code soak.peer}, and closes both.
 */
@SuppressWarnings("serial")
public final class SoakServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String file = getServletContext().getRealPath("/file");
    try (FileInputStream in = new FileInputStream(file);
        Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("soak.peer")));
      socket.setSoLinger(true, 0);
      response.setContentType("text/plain");
      response.getOutputStream().write('0' + in.read() % 10);
    }
  }
}
