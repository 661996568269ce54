package dev.plimsoll.agent.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Knows nothing of an agent. Says that it is ready; for each line of its input it connects to
 * itself once; on {@code count} it also says how many calls of woven code that caused.
 */
public final class Attachable {
  private Attachable() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("count")) {
        OwnSpy.arm();
        int before = OwnSpy.calls();
        connect();
        System.out.println("calls " + (OwnSpy.calls() - before));
      } else {
        connect();
      }
    }
  }

  private static void connect() throws IOException {
    new Exchange("/attached").close();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      client.getOutputStream().write(1);
      accepted.getInputStream().read();
    }
  }
}
