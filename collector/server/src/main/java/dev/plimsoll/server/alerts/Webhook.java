package dev.plimsoll.server.alerts;

import java.net.URI;

/**
 * Where alerts are posted. The path of the address is the secret that lets anybody post there, so
 * {@link #toString} shows no more than the host.
 */
public record Webhook(URI url) {
  public Webhook {
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("a webhook needs an address that begins with https://");
    }
  }

  /** The address without its secret. */
  public String name() {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port + "/…";
  }

  @Override
  public String toString() {
    return name();
  }
}
