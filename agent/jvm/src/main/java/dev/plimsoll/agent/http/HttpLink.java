package dev.plimsoll.agent.http;

import dev.plimsoll.agent.guest.OwnSockets;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive connection to one server.
 *
 * <p>The JDK's own clients would bring the application's proxy selector, cookies, authenticator and
 * URL handlers into our requests, and their threads and pools into the application. Not
 * thread-safe: each sending thread has its own.
 */
public final class HttpLink implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 3_000;
  private static final int READ_TIMEOUT_MS = 15_000;

  private final URI base;
  private @Nullable Socket socket;
  private int port;
  private @Nullable InputStream in;

  /**
   * A link that connects when it is first used.
   *
   * @param base {@code http} or {@code https}, with an optional path that all requests begin with
   */
  public HttpLink(URI base) {
    this.base = base;
  }

  /** What a request carries; may be asked for it twice. */
  public interface Body {
    /** Exactly so many bytes. */
    int length();

    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Sends a request and reads the whole response.
   *
   * @throws IOException if there is no answer; whether the server saw the request is not known
   */
  public Answer send(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    return send(method, path, headers, new Bytes(body));
  }

  /** As {@link #send(String, String, Map, byte[])}, of a body that need not be in memory. */
  public Answer send(String method, String path, Map<String, String> headers, Body body)
      throws IOException {
    boolean reused = socket != null;
    try {
      return exchange(method, path, headers, body);
    } catch (IOException e) {
      close();
      if (!reused) {
        throw e;
      }
    }
    // The server may have closed the idle connection; all that we ask can safely be asked twice.
    try {
      return exchange(method, path, headers, body);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    Socket open = socket;
    socket = null;
    in = null;
    if (open != null) {
      OwnSockets.closed(port);
      try {
        open.close();
      } catch (IOException ignored) {
        // It is of no use any more.
      }
    }
  }

  private Answer exchange(String method, String path, Map<String, String> headers, Body body)
      throws IOException {
    Socket connection = connected();
    OutputStream out = new BufferedOutputStream(connection.getOutputStream());
    out.write(head(method, path, headers, body.length()));
    body.writeTo(out);
    out.flush();
    ResponseReader response = new ResponseReader(inputOf(connection));
    Answer answer = response.read();
    if (response.closes()) {
      close();
    }
    return answer;
  }

  private byte[] head(String method, String path, Map<String, String> headers, int length) {
    String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(prefix).append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(base.getRawAuthority()).append("\r\n");
    head.append("User-Agent: plimsoll-agent\r\nAccept: application/json\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(length).append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private Socket connected() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = connect();
      socket = open;
      port = open.getLocalPort();
      OwnSockets.opened(port);
    }
    return open;
  }

  private InputStream inputOf(Socket connection) throws IOException {
    InputStream stream = in;
    if (stream == null) {
      stream = new BufferedInputStream(connection.getInputStream());
      in = stream;
    }
    return stream;
  }

  private Socket connect() throws IOException {
    boolean secure = "https".equalsIgnoreCase(base.getScheme());
    int port = base.getPort() >= 0 ? base.getPort() : secure ? 443 : 80;
    String host = base.getHost();
    // Without a proxy: a SOCKS proxy set for the application is not meant for us.
    Socket plain = new Socket(Proxy.NO_PROXY);
    try {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(READ_TIMEOUT_MS);
      plain.connect(
          new InetSocketAddress(InetAddress.getByName(bare(host)), port), CONNECT_TIMEOUT_MS);
      return secure ? secured(plain, host, port) : plain;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, bare(host), port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static final class Bytes implements Body {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int length() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }
}
